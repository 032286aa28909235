import static net.bytebuddy.matcher.ElementMatchers.isEquals;
import static net.bytebuddy.matcher.ElementMatchers.isFinal;
import static net.bytebuddy.matcher.ElementMatchers.isHashCode;
import static net.bytebuddy.matcher.ElementMatchers.isToString;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.EqualsMethod;
import net.bytebuddy.implementation.HashCodeMethod;
import net.bytebuddy.implementation.ToStringMethod;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.AsmClassWriter;

/**
 * Gives records plain code for {@code equals}, {@code hashCode} and {@code toString}. The compiler leaves these to the JVM, which
 * puts each of them together when it is first called, at every start of the program anew (ADR 29).
 *
 * <p>Run by the build: {@code java -cp ... build/PlainRecords.java target/classes}, with Byte Buddy and all that the records
 * refer to on the class path. After a change of this file the classes must be compiled anew ({@code rm -r target/classes}).
 */
final class PlainRecords {
    /** Stands in each class whose methods are left to the JVM. */
    private static final String LEFT_TO_THE_JVM = "java/lang/runtime/ObjectMethods";

    private PlainRecords() {}

    public static void main(String[] args) throws IOException {
        Path classes = Path.of(args[0]);
        ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(PlainRecords.class.getClassLoader());
        TypePool types = TypePool.Default.of(locator);
        List<Path> records;
        try (Stream<Path> files = Files.walk(classes)) {
            records = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(PlainRecords::leavesThemToTheJvm)
                    .toList();
        }
        for (Path file : records) {
            String path = classes.relativize(file).toString();
            String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
            FileTime written = Files.getLastModifiedTime(file);
            Files.write(file, plain(types.describe(name).resolve(), locator));
            // Else the compiler would take it for changed by somebody, and compile all anew.
            Files.setLastModifiedTime(file, written);
        }
    }

    private static boolean leavesThemToTheJvm(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(LEFT_TO_THE_JVM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only what the compiler made is final; what somebody wrote stays. */
    private static byte[] plain(TypeDescription record, ClassFileLocator locator) {
        return new ByteBuddy()
                // Else what is done would look as if it were not.
                .with(new AsmClassWriter.Factory.Suppressing(AsmClassWriter.Factory.Default.ASM_FIRST))
                .redefine(record, locator)
                .method(isEquals().and(isFinal()))
                .intercept(EqualsMethod.isolated())
                .method(isHashCode().and(isFinal()))
                .intercept(HashCodeMethod.usingOffset(0))
                .method(isToString().and(isFinal()))
                .intercept(ToStringMethod.prefixedBySimpleClassName().withTokens("[", "]", ", ", "="))
                .make()
                .getBytes();
    }
}
