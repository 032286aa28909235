import static net.bytebuddy.jar.asm.Opcodes.ASM9;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;

/**
 * Makes a class of each lambda and each method reference. The compiler leaves that to the JVM, which does it where one is first met,
 * at every start of the program anew, and even from an archive takes longer for it than for a class (ADR 29).
 */
final class PlainLambdas {
    /** Stands in each class with lambdas that are left to the JVM. */
    static final String LEFT_TO_THE_JVM = "java/lang/invoke/LambdaMetafactory";

    /** Between a class's name and the number of its lambda. */
    static final String MARK = "$$Plain";

    private PlainLambdas() {}

    static void convert(ClassFiles classes) throws IOException {
        // All or none: a class that is converted and stands in no nest would look as if it were done.
        Map<String, LambdaHost> hosts = new LinkedHashMap<>();
        for (String name : classes.thatNeed(LEFT_TO_THE_JVM)) {
            hosts.put(name, new LambdaHost(classes.read(name)));
        }
        // A lambda's own code is a private method of the class that it stands in, so both must be in one nest.
        Map<String, List<String>> nests = new LinkedHashMap<>();
        for (Map.Entry<String, LambdaHost> each : hosts.entrySet()) {
            LambdaHost host = each.getValue();
            classes.replace(each.getKey(), host.converted());
            classes.putBeside(each.getKey(), each.getKey() + MARK, host.made());
            nests.computeIfAbsent(host.nest(), name -> new ArrayList<>())
                    .addAll(host.made().keySet());
        }
        for (Map.Entry<String, List<String>> nest : nests.entrySet()) {
            classes.replace(nest.getKey(), joined(classes.read(nest.getKey()), nest.getValue()));
        }
    }

    private static byte[] joined(byte[] nest, List<String> members) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(nest)
                .accept(
                        new ClassVisitor(ASM9, writer) {
                            @Override
                            public void visitEnd() {
                                members.forEach(super::visitNestMember);
                                super.visitEnd();
                            }
                        },
                        0);
        return writer.toByteArray();
    }
}
