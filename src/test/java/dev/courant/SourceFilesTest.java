package dev.courant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds what is asked of every source file and what the compiler does not ask for. */
class SourceFilesTest {
  private static final int MAX_LINES = 250;
  private static final int FEWEST_FILES = 30;

  @Test
  void everyPublicTypeAndMethodHasJavadoc() throws IOException {
    List<Path> files = javaFilesBelow(Path.of("src/main/java"));
    assertThat(files).hasSizeGreaterThan(FEWEST_FILES);

    var undocumented = new ArrayList<String>();
    scan(files, task -> new Undocumented(DocTrees.instance(task), undocumented));
    assertThat(undocumented).as("public, without Javadoc").isEmpty();
  }

  @Test
  void noThrowableIsMeantToFillAPlaceInALogMessage() throws IOException {
    var unfilled = new ArrayList<String>();
    scan(javaFilesBelow(Path.of("src/main/java")), task -> new UnfilledPlaces(unfilled));
    assertThat(unfilled).as("the last argument is what was thrown, and {0} is printed").isEmpty();
  }

  @Test
  void noFileIsLongerThanAReaderLikes() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : javaFilesBelow(Path.of("src"))) {
      int lines = Files.readAllLines(file).size();
      if (lines > MAX_LINES) {
        tooLong.add(file + ": " + lines + " lines");
      }
    }
    assertThat(tooLong).as("longer than %d lines", MAX_LINES).isEmpty();
  }

  private static void scan(
      List<Path> files, Function<JavacTask, TreePathScanner<@Nullable Void, @Nullable Void>> how)
      throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var fileManager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var sources = fileManager.getJavaFileObjectsFromPaths(files);
      var task = (JavacTask) compiler.getTask(null, fileManager, null, null, null, sources);
      for (CompilationUnitTree file : task.parse()) {
        how.apply(task).scan(file, null);
      }
    }
  }

  private static List<Path> javaFilesBelow(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** {@link System.Logger} has one method for parameters, and another for what was thrown. */
  private static final class UnfilledPlaces
      extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final List<String> found;
    private final Set<String> thrown = new HashSet<>();

    UnfilledPlaces(List<String> found) {
      this.found = found;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
      if (String.valueOf(variable.getType()).matches(".*(Throwable|Exception|Error)")) {
        thrown.add(variable.getName().toString());
      } else {
        thrown.remove(variable.getName().toString());
      }
      return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      List<? extends ExpressionTree> arguments = call.getArguments();
      if (call.getMethodSelect().toString().endsWith(".log")
          && arguments.size() == 3
          && arguments.get(1).toString().contains("{0}")
          && thrown.contains(arguments.get(2).toString())) {
        found.add(getCurrentPath().getCompilationUnit().getSourceFile().getName() + ": " + call);
      }
      return super.visitMethodInvocation(call, null);
    }
  }

  /** Walks the types and methods that a user of the API sees. */
  private static final class Undocumented extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final DocTrees docs;
    private final List<String> found;

    Undocumented(DocTrees docs, List<String> found) {
      this.docs = docs;
      this.found = found;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      if (isPublic(type.getModifiers()) || inInterface()) {
        require(type.getSimpleName().toString());
        return super.visitClass(type, null);
      }
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
      boolean constructor = method.getReturnType() == null;
      if (!overrides && !constructor && (isPublic(method.getModifiers()) || inInterface())) {
        require(method.getName() + "()");
      }
      return null;
    }

    private static boolean isPublic(ModifiersTree modifiers) {
      return modifiers.getFlags().contains(Modifier.PUBLIC);
    }

    private boolean inInterface() {
      TreePath parent = getCurrentPath().getParentPath();
      return parent.getLeaf() instanceof ClassTree outer
          && (outer.getKind() == com.sun.source.tree.Tree.Kind.INTERFACE
              || outer.getKind() == com.sun.source.tree.Tree.Kind.ANNOTATION_TYPE);
    }

    private void require(String name) {
      if (docs.getDocComment(getCurrentPath()) == null) {
        var file = getCurrentPath().getCompilationUnit();
        long at = docs.getSourcePositions().getStartPosition(file, getCurrentPath().getLeaf());
        found.add(
            file.getSourceFile().getName()
                + ":"
                + file.getLineMap().getLineNumber(at)
                + " "
                + name);
      }
    }
  }
}
