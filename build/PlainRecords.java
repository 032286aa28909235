import static net.bytebuddy.matcher.ElementMatchers.isEquals;
import static net.bytebuddy.matcher.ElementMatchers.isFinal;
import static net.bytebuddy.matcher.ElementMatchers.isHashCode;
import static net.bytebuddy.matcher.ElementMatchers.isToString;

import java.io.IOException;
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
 */
final class PlainRecords {
    /** Stands in each class whose methods are left to the JVM. */
    private static final String LEFT_TO_THE_JVM = "java/lang/runtime/ObjectMethods";

    private PlainRecords() {}

    static void convert(ClassFiles classes) throws IOException {
        ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(PlainRecords.class.getClassLoader());
        TypePool types = TypePool.Default.of(locator);
        for (String name : classes.thatNeed(LEFT_TO_THE_JVM)) {
            TypeDescription record = types.describe(name.replace('/', '.')).resolve();
            classes.replace(name, plain(record, locator));
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
