import static net.bytebuddy.jar.asm.Opcodes.ASM9;
import static net.bytebuddy.jar.asm.Opcodes.GETSTATIC;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;

import java.util.LinkedHashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/** A class in which lambdas stand. */
final class LambdaHost {
    private final ClassReader reader;
    private final String name;
    private String nest;
    private final Map<String, byte[]> made = new LinkedHashMap<>();
    private final byte[] converted;

    LambdaHost(byte[] content) {
        reader = new ClassReader(content);
        name = reader.getClassName();
        nest = name;
        reader.accept(
                new ClassVisitor(ASM9) {
                    @Override
                    public void visitNestHost(String host) {
                        nest = host;
                    }
                },
                ClassReader.SKIP_CODE);
        converted = convert();
    }

    /** Whose nest it is in, or its own name. */
    String nest() {
        return nest;
    }

    /** What its lambdas became, by name. */
    Map<String, byte[]> made() {
        return made;
    }

    /** Itself, with those classes in place of lambdas. */
    byte[] converted() {
        return converted;
    }

    private byte[] convert() {
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String method, String types, String generic, String[] thrown) {
                        return new Sites(super.visitMethod(access, renamed(method), types, generic, thrown));
                    }
                },
                0);
        return writer.toByteArray();
    }

    /**
     * A method like others now. By the compiler's own name ArchUnit takes it for a part of the method in which the JVM makes the
     * lambda, and where it finds none leaves out what is done there.
     */
    private static String renamed(String method) {
        return method.startsWith("lambda$") ? "plain$" + method.substring("lambda$".length()) : method;
    }

    private static Handle renamed(Handle code) {
        return new Handle(code.getTag(), code.getOwner(), renamed(code.getName()), code.getDesc(), code.isInterface());
    }

    /** Code in which lambdas are made: the stack is the same before and after, whoever makes them. */
    private final class Sites extends MethodVisitor {
        Sites(MethodVisitor code) {
            super(ASM9, code);
        }

        @Override
        public void visitInvokeDynamicInsn(String method, String types, Handle by, Object... how) {
            if (!by.getOwner().equals(PlainLambdas.LEFT_TO_THE_JVM)) {
                super.visitInvokeDynamicInsn(method, types, by, how);
                return;
            }
            String self = name + PlainLambdas.MARK + (made.size() + 1);
            Handle code = renamed((Handle) how[1]);
            LambdaClass lambda = new LambdaClass(self, nest, method, types, (Type) how[0], code, (Type) how[2]);
            // The other factory of that class is for lambdas that are serialized or have several interfaces.
            if (!by.getName().equals("metafactory") || !lambda.isPlain()) {
                throw new IllegalStateException(
                        "a lambda of " + name + " (" + how[1]
                                + ") is of a kind that build/LambdaClass.java does not know; write it otherwise, or teach it there");
            }
            made.put(lambda.name(), lambda.written());
            if (lambda.isOnly()) {
                super.visitFieldInsn(GETSTATIC, lambda.name(), LambdaClass.ONLY, lambda.type());
            } else {
                super.visitMethodInsn(INVOKESTATIC, lambda.name(), LambdaClass.FACTORY, types, false);
            }
        }
    }
}
