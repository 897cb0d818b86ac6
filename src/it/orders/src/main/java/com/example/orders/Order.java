package com.example.orders;

/** An order, as the business sees it. */
public record Order(String id, String state) {}
