package dev.courant.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Follows one answer on the wire, and checks that events whose data begins with a number of ten
 * digits come one after the other from 1 on. It looks at the beginning of each line and passes over
 * the rest, so that one thread can follow many fast streams.
 */
public final class NumberedStream {
  private static final byte[] DATA = "data: ".getBytes(ISO_8859_1);
  private static final int DIGITS = 10;

  /** What the next byte belongs to. */
  private enum Part {
    HEAD,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END
  }

  private final StringBuilder head = new StringBuilder();
  private Part part = Part.HEAD;
  private int chunkLeft;

  /** How much of the line has been read, as far as that matters. */
  private int column;

  private boolean isData;
  private long number;
  private long last;
  private String fault = "";

  /** The number of the last event that came in order. */
  public long last() {
    return last;
  }

  /** What was wrong; empty while all is well. */
  public String fault() {
    return fault;
  }

  public void feed(byte[] bytes, int length) {
    int at = 0;
    while (at < length && fault.isEmpty()) {
      if (part == Part.CHUNK) {
        int end = Math.min(length, at + chunkLeft);
        chunkLeft -= end - at;
        body(bytes, at, end);
        at = end;
        part = chunkLeft == 0 ? Part.CHUNK_END : Part.CHUNK;
      } else {
        frame((char) bytes[at++]);
      }
    }
  }

  private void frame(char c) {
    switch (part) {
      case HEAD -> {
        head.append(c);
        if (c == '\n' && head.indexOf("\r\n\r\n") >= 0) {
          boolean good = head.indexOf("HTTP/1.1 200 ") == 0;
          fault = good ? "" : "not a stream: " + head;
          part = Part.CHUNK_SIZE;
        }
      }
      case CHUNK_SIZE -> {
        int digit = Character.digit(c, 16);
        if (digit >= 0) {
          chunkLeft = chunkLeft * 16 + digit;
        } else if (c == '\n') {
          fault = chunkLeft == 0 ? "the server has ended the stream after " + last : "";
          part = Part.CHUNK;
        }
      }
      case CHUNK_END -> part = c == '\n' ? Part.CHUNK_SIZE : Part.CHUNK_END;
      case CHUNK -> throw new IllegalStateException();
    }
  }

  private void body(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      byte b = bytes[at++];
      if (b == '\n') {
        endLine();
      } else if (column < DATA.length) {
        isData &= b == DATA[column++];
      } else if (isData && column < DATA.length + DIGITS) {
        number = number * 10 + (b - '0');
        column++;
      } else {
        at = indexOfLineFeed(bytes, at, to);
      }
    }
  }

  private static int indexOfLineFeed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private void endLine() {
    if (isData && column == DATA.length + DIGITS) {
      if (number == last + 1) {
        last = number;
      } else {
        fault = "%d came after %d".formatted(number, last);
      }
    }
    column = 0;
    isData = true;
    number = 0;
  }
}
