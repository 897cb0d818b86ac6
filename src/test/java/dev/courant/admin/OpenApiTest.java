package dev.courant.admin;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The file that documents the admin API, against the resources. */
class OpenApiTest {
  private static final java.nio.file.Path FILE =
      java.nio.file.Path.of("src/main/webapp/admin/openapi.json");

  @Test
  void itTellsEveryResourceAndNoOther() throws Exception {
    Set<String> there = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.courant.admin")) {
      Path path = type.reflect().getAnnotation(Path.class);
      if (path != null) {
        for (Method method : type.reflect().getMethods()) {
          add(path.value(), method, there);
        }
      }
    }
    assertThat(told()).isEqualTo(there);
  }

  private static void add(String base, Method method, Set<String> to) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        Path below = method.getAnnotation(Path.class);
        String path = below == null ? base : base + "/" + below.value();
        // A parameter may say what it is made of, which is not told.
        to.add(
            verb.value()
                + " /"
                + path.replaceAll("\\{(\\w+):.*}\\}", "{$1}")
                    .replaceAll("\\{(\\w+):[^/]*$", "{$1}"));
      }
    }
  }

  private static Set<String> told() throws Exception {
    Set<String> told = new TreeSet<>();
    try (JsonReader reader = Json.createReader(Files.newInputStream(FILE))) {
      JsonObject paths = reader.readObject().getJsonObject("paths");
      paths.forEach(
          (path, verbs) ->
              verbs
                  .asJsonObject()
                  .keySet()
                  .forEach(verb -> told.add(verb.toUpperCase(Locale.ROOT) + " " + path)));
    }
    return told;
  }
}
