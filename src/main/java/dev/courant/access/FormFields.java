package dev.courant.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names and values from a query string or a form body, in order, parsed as the WHATWG URL standard
 * does ("application/x-www-form-urlencoded parsing"), but strict about UTF-8: what is not valid is
 * refused, where a container would put in replacement characters.
 */
public final class FormFields {
  /** The media type of a form. */
  public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  /** The most fields: more than the longest publication has, and little to keep in memory. */
  static final int MAX_FIELDS = 4096;

  private record Field(String name, String value) {}

  private final List<Field> fields;

  private FormFields(List<Field> fields) {
    this.fields = fields;
  }

  /**
   * Parses a query; the name of a field without "=" has an empty value.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when a name or a value is not valid UTF-8,
   *     or there are more than {@value #MAX_FIELDS} fields
   */
  public static FormFields parse(byte[] input) {
    return parse(input, Refusal.INVALID);
  }

  private static FormFields parse(byte[] input, Refusal tooMany) {
    List<Field> fields = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= input.length; end++) {
      if (end == input.length || input[end] == '&') {
        if (end > start) {
          if (fields.size() == MAX_FIELDS) {
            throw new RefusedException(
                tooMany, "There are more than %,d fields".formatted(MAX_FIELDS));
          }
          fields.add(field(input, start, end));
        }
        start = end + 1;
      }
    }
    return new FormFields(fields);
  }

  /** Fields that have come in another form, in order. */
  public static FormFields of(List<Map.Entry<String, String>> namesAndValues) {
    return new FormFields(
        namesAndValues.stream().map(pair -> new Field(pair.getKey(), pair.getValue())).toList());
  }

  /** The fields of a request's query; see {@link #parse}. */
  public static FormFields ofQuery(HttpServletRequest request) {
    String query = request.getQueryString();
    return parse((query == null ? "" : query).getBytes(UTF_8));
  }

  /**
   * The fields of a request's body; reads it, which may block.
   *
   * @param maxBytes how long the body may be
   * @throws RefusedException when the body is not a form ({@link Refusal#UNSUPPORTED_MEDIA_TYPE}),
   *     is too long or has too many fields ({@link Refusal#TOO_LARGE}), or cannot be {@linkplain
   *     #parse parsed}
   */
  public static FormFields ofBody(HttpServletRequest request, int maxBytes) throws IOException {
    requireForm(request);
    byte[] body =
        request.getContentLengthLong() > maxBytes
            ? null
            : request.getInputStream().readNBytes(maxBytes + 1);
    if (body == null || body.length > maxBytes) {
      throw new RefusedException(
          Refusal.TOO_LARGE, "The body has more than %,d bytes".formatted(maxBytes));
    }
    return parse(body, Refusal.TOO_LARGE);
  }

  /** These fields, and behind them the others. */
  public FormFields and(FormFields others) {
    List<Field> all = new ArrayList<>(fields);
    all.addAll(others.fields);
    return new FormFields(all);
  }

  /** The names, in order, with repetitions. */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /** The values of every field of that name, in order. */
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
  }

  /** The value of the first field of that name, unless it is empty. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst().filter(value -> !value.isEmpty());
  }

  /** Whether there is a field of that name, and says {@code true}. */
  public boolean flag(String name) {
    return first(name).filter("true"::equals).isPresent();
  }

  /**
   * The whole number in the field of that name.
   *
   * @param usual what it is where there is no such field
   * @throws RefusedException ({@link Refusal#INVALID}) when it is none from {@code least} to {@code
   *     most}, or there are several
   */
  public int number(String name, int usual, int least, int most) {
    List<String> values = all(name);
    if (values.isEmpty()) {
      return usual;
    }
    String text = String.join(",", values);
    int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw new RefusedException(
          Refusal.INVALID,
          "\"%s\" is a number from %d to %,d, and given once".formatted(name, least, most));
    }
    return number;
  }

  private static void requireForm(HttpServletRequest request) {
    String type = String.valueOf(request.getContentType()).split(";", 2)[0].strip();
    if (!type.toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
      throw new RefusedException(
          Refusal.UNSUPPORTED_MEDIA_TYPE,
          "The body must be a form: \"Content-Type: %s\"".formatted(MEDIA_TYPE));
    }
    if (request.getHeader("Content-Encoding") != null) {
      throw new RefusedException(
          Refusal.UNSUPPORTED_MEDIA_TYPE, "The body must not have a Content-Encoding");
    }
  }

  private static Field field(byte[] input, int start, int end) {
    int equals = start;
    while (equals < end && input[equals] != '=') {
      equals++;
    }
    return new Field(decode(input, start, equals), decode(input, Math.min(equals + 1, end), end));
  }

  private static String decode(byte[] input, int start, int end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      int high = input[i] == '%' && i + 2 < end ? Character.digit(input[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(input[i + 2], 16) : -1;
      if (low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(input[i] == '+' ? ' ' : input[i]);
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(Refusal.INVALID, "A field is not valid UTF-8");
    }
  }
}
