import java.io.IOException;
import java.nio.file.Path;

/**
 * Does at build time what the JVM would do at every start of the program (ADR 29).
 *
 * <p>Run by the build after the compiler: {@code java -cp ... PlainClasses target/classes}, with Byte Buddy and all that our classes
 * refer to on the class path. After a change of these files the classes must be compiled anew ({@code rm -r target/classes}).
 */
final class PlainClasses {
    private PlainClasses() {}

    public static void main(String[] args) throws IOException {
        ClassFiles classes = new ClassFiles(Path.of(args[0]));
        PlainRecords.convert(classes);
        PlainLambdas.convert(classes);
    }
}
