package dev.courant.it.app;

/** A payload as a record; {@code id} is in the topic. */
public record Order(String id, String state) {}
