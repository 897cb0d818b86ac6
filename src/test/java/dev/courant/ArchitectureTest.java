package dev.courant;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may look into whom. A room is a package below the root; its sub-packages belong to it. */
@AnalyzeClasses(packages = "dev.courant", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.courant.";

  /** Fewer would mean that the rules were held against next to nothing. */
  private static final int FEWEST_CLASSES = 40;

  /** Each room with those that it may use beside itself. */
  private static final Map<String, Set<String>> ROOMS =
      Map.ofEntries(
          Map.entry("event", Set.of()),
          Map.entry("wire", Set.of("event")),
          Map.entry("log", Set.of("event")),
          Map.entry("access", Set.of("event")),
          Map.entry("hub", Set.of("log", "wire", "access", "event")),
          Map.entry("intake", Set.of("hub", "access", "event")),
          Map.entry("transport", Set.of("hub", "wire", "access", "event")),
          Map.entry("jaxrs", Set.of("hub", "wire", "access", "event")),
          Map.entry("admin", Set.of("hub", "log", "access", "event")),
          Map.entry("cluster", Set.of("hub", "wire", "log", "access", "event")),
          Map.entry("scenarios", Set.of("event")));

  /** May use every room. */
  private static final String BOOT = "boot";

  private static final Set<String> FORBIDDEN_WORDS =
      Set.of("util", "common", "impl", "service", "dto", "model", "manager", "helper");

  @ArchTest
  static void theRulesSeeAllOfTheProduct(JavaClasses all) {
    assertThat(all.stream().filter(JavaClass::isTopLevelClass)).hasSizeGreaterThan(FEWEST_CLASSES);
    Set<String> seen = all.stream().map(ArchitectureTest::roomOf).collect(toSet());
    assertThat(seen).contains("event", "wire", "log", "access", "hub");
    assertThat(ROOMS.keySet()).as("rooms beside boot").containsAll(without(BOOT, seen));
  }

  @ArchTest
  static void aRoomUsesNoRoomButThoseBelowIt(JavaClasses all) {
    ROOMS.forEach(
        (room, below) ->
            classes()
                .that(areIn(room))
                .should()
                .onlyDependOnClassesThat(
                    areForeign().or(areIn(room)).or(areIn(below)).or(isQualifierUsedIn(room)))
                .allowEmptyShould(true)
                .check(all));
  }

  @ArchTest
  static final ArchRule aConnectionKnowsNothingOfTheHub =
      noClasses()
          .that()
          .resideInAPackage("dev.courant.hub.connection..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("dev.courant.hub", "dev.courant.hub.fanout.."));

  @ArchTest
  static final ArchRule theFanOutDoesNotKnowTheHubsDoor =
      noClasses()
          .that()
          .resideInAPackage("dev.courant.hub.fanout..")
          .should()
          .dependOnClassesThat(resideInAPackage("dev.courant.hub"));

  @ArchTest
  static final ArchRule noPackageDependsOnItselfInACircle =
      slices().matching("dev.courant.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCoreRunsWithoutAContainer =
      noClasses()
          .that(areIn(Set.of("event", "log", "hub")))
          .should()
          .dependOnClassesThat(resideInAPackage("jakarta.."));

  @ArchTest
  static final ArchRule ofTheContainerTheWireUsesJsonOnly =
      noClasses()
          .that(areIn("wire"))
          .should()
          .dependOnClassesThat(
              resideInAPackage("jakarta..")
                  .and(DescribedPredicate.not(resideInAPackage("jakarta.json.."))));

  @ArchTest
  static final ArchRule theValuesUseNothingButJava =
      classes()
          .that(areIn("event").and(resideOutsideOfPackage("dev.courant.event.pattern")))
          .should()
          .onlyDependOnClassesThat(
              areIn("event").or(resideInAnyPackage("java..", "org.jspecify.annotations", "")));

  @ArchTest
  static final ArchRule patternsUseOneLibrary =
      classes()
          .that()
          .resideInAPackage("dev.courant.event.pattern")
          .should()
          .onlyDependOnClassesThat(
              areIn("event")
                  .or(
                      resideInAnyPackage(
                          "java..", "org.jspecify.annotations", "com.google.re2j", "")));

  @ArchTest
  static final ArchRule everyNameSaysWhatTheThingIs =
      noClasses()
          .should(
              be(
                  describe(
                      "called, or in a package called, any of " + FORBIDDEN_WORDS,
                      type ->
                          Stream.concat(
                                  Stream.of(type.getPackageName().split("\\.")),
                                  Stream.of(type.getSimpleName().split("(?<=[a-z0-9])(?=[A-Z])")))
                              .map(word -> word.toLowerCase(Locale.ROOT).replaceFirst("s$", ""))
                              .anyMatch(FORBIDDEN_WORDS::contains))));

  @ArchTest
  static void everyPackageSaysWhatItIsForAndIsNullMarked(JavaClasses all) {
    Set<JavaPackage> packages = all.stream().map(JavaClass::getPackage).collect(toSet());
    assertThat(packages)
        .isNotEmpty()
        .allMatch(p -> p.tryGetPackageInfo().isPresent(), "has a package-info")
        .allMatch(p -> p.isAnnotatedWith(NullMarked.class), "is null-marked");
  }

  private static String roomOf(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.", 2)[0] : "";
  }

  private static Set<String> without(String room, Set<String> rooms) {
    return rooms.stream().filter(r -> !r.equals(room)).collect(toSet());
  }

  private static DescribedPredicate<JavaClass> areIn(String room) {
    return areIn(Set.of(room));
  }

  private static DescribedPredicate<JavaClass> areIn(Set<String> rooms) {
    return describe("in any of " + rooms, type -> rooms.contains(roomOf(type)));
  }

  private static DescribedPredicate<JavaClass> areForeign() {
    return describe("not ours", type -> !(type.getPackageName() + ".").startsWith(ROOT));
  }

  /** The demonstrations fire events as any application does: with the qualifier {@code @Pushed}. */
  private static DescribedPredicate<JavaClass> isQualifierUsedIn(String room) {
    return room.equals("scenarios")
        ? areIn("intake").and(simpleName("Pushed"))
        : DescribedPredicate.alwaysFalse();
  }
}
