package dev.courant.it.app;

import jakarta.json.bind.annotation.JsonbProperty;

/** A payload whose property is called {@code id} in JSON only. */
public class Invoice {
  private final String number;

  Invoice(String number) {
    this.number = number;
  }

  @JsonbProperty("id")
  public String getNumber() {
    return number;
  }
}
