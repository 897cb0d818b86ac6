package dev.courant.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The browser client as a package: what {@code npm pack} makes of its folder. */
class ClientPackageTest {
  private static final Path CLIENT = Path.of("src/main/webapp/client");
  private static final Pattern IMPORT = Pattern.compile("(?:from|import\\() ?\"(\\.[^\"]+)\"");

  @Test
  void itHasTheVersionOfTheBuild() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
    assertThat(version.find()).isTrue();
    String built = version.group(1).replace("-SNAPSHOT", "");
    assertThat(description().getString("version")).isEqualTo(built);
    assertThat(Files.readString(CLIENT.resolve("version.js"))).contains('"' + built + '"');
  }

  @Test
  void itHasTheLicenceOfTheProject() throws IOException {
    assertThat(CLIENT.resolve("LICENSE")).hasSameTextualContentAs(Path.of("LICENSE"));
    assertThat(description().getString("license")).isEqualTo("Apache-2.0");
  }

  @Test
  void everythingThatItNamesIsThereAndEveryFileIsPacked() throws IOException {
    JsonObject description = description();
    for (String field : List.of("main", "types")) {
      assertThat(CLIENT.resolve(description.getString(field))).isRegularFile();
    }
    List<String> packed =
        description.getJsonArray("files").getValuesAs(JsonString::getString).stream()
            .map(pattern -> pattern.contains("/") ? pattern.substring(0, pattern.indexOf('/')) : "")
            .toList();
    for (Path file : modules()) {
      String folder = CLIENT.relativize(file.getParent()).toString();
      assertThat(packed).as("folder of %s", file).contains(folder);
    }
  }

  @Test
  void itImportsNothingButItself() throws IOException {
    for (Path file : modules()) {
      String text = Files.readString(file);
      Matcher imported = IMPORT.matcher(text);
      while (imported.find()) {
        assertThat(file.resolveSibling(imported.group(1))).as("from %s", file).isRegularFile();
      }
      assertThat(text).as("%s", file).doesNotContainPattern("from \"[^.]");
    }
  }

  private static JsonObject description() throws IOException {
    try (var reader = Json.createReader(Files.newBufferedReader(CLIENT.resolve("package.json")))) {
      return reader.readObject();
    }
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(CLIENT)) {
      List<Path> modules = files.filter(file -> file.toString().endsWith(".js")).toList();
      assertThat(modules).hasSizeGreaterThan(20);
      return modules;
    }
  }
}
