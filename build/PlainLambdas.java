import static net.bytebuddy.jar.asm.Opcodes.ACC_FINAL;
import static net.bytebuddy.jar.asm.Opcodes.ACC_PRIVATE;
import static net.bytebuddy.jar.asm.Opcodes.ACC_PUBLIC;
import static net.bytebuddy.jar.asm.Opcodes.ACC_STATIC;
import static net.bytebuddy.jar.asm.Opcodes.ACC_SUPER;
import static net.bytebuddy.jar.asm.Opcodes.ACC_SYNTHETIC;
import static net.bytebuddy.jar.asm.Opcodes.ALOAD;
import static net.bytebuddy.jar.asm.Opcodes.ARETURN;
import static net.bytebuddy.jar.asm.Opcodes.ASM9;
import static net.bytebuddy.jar.asm.Opcodes.CHECKCAST;
import static net.bytebuddy.jar.asm.Opcodes.DUP;
import static net.bytebuddy.jar.asm.Opcodes.GETFIELD;
import static net.bytebuddy.jar.asm.Opcodes.GETSTATIC;
import static net.bytebuddy.jar.asm.Opcodes.H_INVOKEINTERFACE;
import static net.bytebuddy.jar.asm.Opcodes.H_INVOKESPECIAL;
import static net.bytebuddy.jar.asm.Opcodes.H_INVOKESTATIC;
import static net.bytebuddy.jar.asm.Opcodes.H_NEWINVOKESPECIAL;
import static net.bytebuddy.jar.asm.Opcodes.I2L;
import static net.bytebuddy.jar.asm.Opcodes.ILOAD;
import static net.bytebuddy.jar.asm.Opcodes.INVOKEINTERFACE;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESPECIAL;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;
import static net.bytebuddy.jar.asm.Opcodes.INVOKEVIRTUAL;
import static net.bytebuddy.jar.asm.Opcodes.IRETURN;
import static net.bytebuddy.jar.asm.Opcodes.NEW;
import static net.bytebuddy.jar.asm.Opcodes.POP;
import static net.bytebuddy.jar.asm.Opcodes.POP2;
import static net.bytebuddy.jar.asm.Opcodes.PUTFIELD;
import static net.bytebuddy.jar.asm.Opcodes.PUTSTATIC;
import static net.bytebuddy.jar.asm.Opcodes.RETURN;
import static net.bytebuddy.jar.asm.Opcodes.V17;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Makes a class of each lambda and each method reference. The compiler leaves that to the JVM, which does it where one is first met,
 * at every start of the program anew, and even from an archive takes longer for it than for a class (ADR 29).
 *
 * <p>Run by the build after {@code PlainRecords}: {@code java -cp ... build/PlainLambdas.java target/classes}, with Byte Buddy, whose
 * ASM it uses, on the class path. After a change of this file the classes must be compiled anew ({@code rm -r target/classes}).
 */
final class PlainLambdas {
    /** Stands in each class with lambdas that are left to the JVM. */
    private static final String LEFT_TO_THE_JVM = "java/lang/invoke/LambdaMetafactory";

    /** Between a class's name and the number of its lambda. */
    private static final String MARK = "$$Plain";

    private final Path classes;
    /** What joins each nest: a lambda's own code is a private method of the class that it stands in. */
    private final Map<String, List<String>> nests = new LinkedHashMap<>();

    private PlainLambdas(Path classes) {
        this.classes = classes;
    }

    public static void main(String[] args) throws IOException {
        PlainLambdas all = new PlainLambdas(Path.of(args[0]));
        List<Path> hosts;
        try (Stream<Path> files = Files.walk(all.classes)) {
            hosts = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(PlainLambdas::leavesThemToTheJvm)
                    .toList();
        }
        // All or none: a class that is converted and stands in no nest would look as if it were done.
        Map<Path, Host> converted = new LinkedHashMap<>();
        for (Path host : hosts) {
            converted.put(host, new Host(Files.readAllBytes(host)));
        }
        for (Map.Entry<Path, Host> each : converted.entrySet()) {
            all.write(each.getKey(), each.getValue());
        }
        all.join();
    }

    private static boolean leavesThemToTheJvm(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(LEFT_TO_THE_JVM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, Host host) throws IOException {
        removeThoseOfBefore(file);
        FileTime written = Files.getLastModifiedTime(file);
        write(file, host.converted, written);
        for (Map.Entry<String, byte[]> made : host.made.entrySet()) {
            write(file(made.getKey()), made.getValue(), written);
            nests.computeIfAbsent(host.nest, name -> new ArrayList<>()).add(made.getKey());
        }
    }

    private static void removeThoseOfBefore(Path host) throws IOException {
        String name = host.getFileName().toString().replace(".class", "");
        try (DirectoryStream<Path> before = Files.newDirectoryStream(
                host.getParent(), file -> file.getFileName().toString().startsWith(name + MARK))) {
            for (Path file : before) {
                Files.delete(file);
            }
        }
    }

    private void join() throws IOException {
        for (Map.Entry<String, List<String>> nest : nests.entrySet()) {
            Path file = file(nest.getKey());
            FileTime written = Files.getLastModifiedTime(file);
            ClassReader reader = new ClassReader(Files.readAllBytes(file));
            ClassWriter writer = new ClassWriter(0);
            reader.accept(
                    new ClassVisitor(ASM9, writer) {
                        @Override
                        public void visitEnd() {
                            nest.getValue().forEach(super::visitNestMember);
                            super.visitEnd();
                        }
                    },
                    0);
            write(file, writer.toByteArray(), written);
        }
    }

    private Path file(String name) {
        return classes.resolve(name + ".class");
    }

    /** As old as the compiler's own: else it would take the class for changed by somebody, and compile all anew. */
    private static void write(Path file, byte[] content, FileTime written) throws IOException {
        Files.write(file, content);
        Files.setLastModifiedTime(file, written);
    }

    /** A class in which lambdas stand. */
    private static final class Host {
        private final ClassReader reader;
        private final String name;
        private String nest;
        private final Map<String, byte[]> made = new LinkedHashMap<>();
        private final byte[] converted;

        Host(byte[] content) {
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
            converted = converted();
        }

        private byte[] converted() {
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
            return new Handle(
                    code.getTag(), code.getOwner(), renamed(code.getName()), code.getDesc(), code.isInterface());
        }

        /** Code in which lambdas are made: the stack is the same before and after, whoever makes them. */
        private final class Sites extends MethodVisitor {
            Sites(MethodVisitor code) {
                super(ASM9, code);
            }

            @Override
            public void visitInvokeDynamicInsn(String method, String types, Handle by, Object... how) {
                if (!by.getOwner().equals(LEFT_TO_THE_JVM)) {
                    super.visitInvokeDynamicInsn(method, types, by, how);
                    return;
                }
                String self = name + MARK + (made.size() + 1);
                Handle code = renamed((Handle) how[1]);
                Lambda lambda = new Lambda(self, nest, method, types, (Type) how[0], code, (Type) how[2]);
                // The other factory of that class is for lambdas that are serialized or have several interfaces.
                if (!by.getName().equals("metafactory") || !lambda.isPlain()) {
                    throw new IllegalStateException(
                            "a lambda of " + name + " (" + how[1]
                                    + ") is of a kind that build/PlainLambdas.java does not know; write it otherwise, or teach it there");
                }
                made.put(lambda.name, lambda.written());
                if (lambda.caught.length == 0) {
                    super.visitFieldInsn(GETSTATIC, lambda.name, "ONLY", lambda.type.getDescriptor());
                } else {
                    super.visitMethodInsn(INVOKESTATIC, lambda.name, "of", types, false);
                }
            }
        }
    }

    /**
     * A lambda as a class of its own.
     *
     * @see java.lang.invoke.LambdaMetafactory
     */
    private static final class Lambda {
        private static final String OBJECT = "java/lang/Object";

        private final String name;
        private final String nest;
        private final String method;
        private final String made;
        private final Type type;
        /** What it takes along from where it stands. */
        private final Type[] caught;
        /** Its interface's method, as the JVM knows it and as its author meant it. */
        private final Type erased;

        private final Type meant;
        private final Handle code;

        Lambda(String name, String nest, String method, String types, Type erased, Handle code, Type meant) {
            this.name = name;
            this.nest = nest;
            this.method = method;
            this.made = types;
            this.type = Type.getReturnType(types);
            this.caught = Type.getArgumentTypes(types);
            this.erased = erased;
            this.code = code;
            this.meant = meant;
        }

        /** What its code takes: the object whose method it is, and the method's own parameters. */
        private List<Type> taken() {
            List<Type> taken = new ArrayList<>();
            if (code.getTag() != H_INVOKESTATIC && code.getTag() != H_NEWINVOKESPECIAL) {
                taken.add(Type.getObjectType(code.getOwner()));
            }
            taken.addAll(Arrays.asList(Type.getArgumentTypes(code.getDesc())));
            return taken;
        }

        private Type given() {
            return code.getTag() == H_NEWINVOKESPECIAL
                    ? Type.getObjectType(code.getOwner())
                    : Type.getReturnType(code.getDesc());
        }

        /** Whether it is none of the odd ones: a method of the parent class, or numbers that would have to be widened in rare ways. */
        boolean isPlain() {
            List<Type> taken = taken();
            Type[] parameters = meant.getArgumentTypes();
            boolean plain = code.getTag() != H_INVOKESPECIAL
                    && taken.size() == caught.length + parameters.length
                    && (meant.getReturnType().equals(Type.VOID_TYPE)
                            || Conversion.known(given(), meant.getReturnType()));
            for (int i = 0; plain && i < taken.size(); i++) {
                plain = Conversion.known(i < caught.length ? caught[i] : parameters[i - caught.length], taken.get(i));
            }
            return plain;
        }

        byte[] written() {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            writer.visit(
                    V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, OBJECT, new String[] {type.getInternalName()
                    });
            writer.visitNestHost(nest);
            for (int i = 0; i < caught.length; i++) {
                writer.visitField(ACC_PRIVATE | ACC_FINAL, "caught" + i, caught[i].getDescriptor(), null, null)
                        .visitEnd();
            }
            constructor(begun(writer, ACC_PRIVATE, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, caught)));
            if (caught.length == 0) {
                writer.visitField(ACC_STATIC | ACC_FINAL, "ONLY", type.getDescriptor(), null, null)
                        .visitEnd();
                only(begun(writer, ACC_STATIC, "<clinit>", "()V"));
            } else {
                factory(begun(writer, ACC_STATIC, "of", made));
            }
            body(begun(writer, ACC_PUBLIC, method, erased.getDescriptor()));
            writer.visitEnd();
            return writer.toByteArray();
        }

        private static MethodVisitor begun(ClassWriter writer, int access, String method, String types) {
            MethodVisitor begun = writer.visitMethod(access, method, types, null, null);
            begun.visitCode();
            return begun;
        }

        private static void ended(MethodVisitor method, int how) {
            method.visitInsn(how);
            method.visitMaxs(0, 0);
            method.visitEnd();
        }

        private void constructor(MethodVisitor to) {
            to.visitVarInsn(ALOAD, 0);
            to.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
            int at = 1;
            for (int i = 0; i < caught.length; i++) {
                to.visitVarInsn(ALOAD, 0);
                to.visitVarInsn(caught[i].getOpcode(ILOAD), at);
                to.visitFieldInsn(PUTFIELD, name, "caught" + i, caught[i].getDescriptor());
                at += caught[i].getSize();
            }
            ended(to, RETURN);
        }

        private void only(MethodVisitor to) {
            to.visitTypeInsn(NEW, name);
            to.visitInsn(DUP);
            to.visitMethodInsn(INVOKESPECIAL, name, "<init>", "()V", false);
            to.visitFieldInsn(PUTSTATIC, name, "ONLY", type.getDescriptor());
            ended(to, RETURN);
        }

        private void factory(MethodVisitor to) {
            to.visitTypeInsn(NEW, name);
            to.visitInsn(DUP);
            int at = 0;
            for (Type each : caught) {
                to.visitVarInsn(each.getOpcode(ILOAD), at);
                at += each.getSize();
            }
            to.visitMethodInsn(INVOKESPECIAL, name, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, caught), false);
            ended(to, ARETURN);
        }

        private void body(MethodVisitor to) {
            if (code.getTag() == H_NEWINVOKESPECIAL) {
                to.visitTypeInsn(NEW, code.getOwner());
                to.visitInsn(DUP);
            }
            List<Type> taken = taken();
            for (int i = 0; i < caught.length; i++) {
                to.visitVarInsn(ALOAD, 0);
                to.visitFieldInsn(GETFIELD, name, "caught" + i, caught[i].getDescriptor());
                Conversion.write(to, caught[i], taken.get(i));
            }
            parameters(to, taken.subList(caught.length, taken.size()));
            to.visitMethodInsn(call(), code.getOwner(), code.getName(), code.getDesc(), code.isInterface());
            Type wanted = erased.getReturnType();
            if (!wanted.equals(Type.VOID_TYPE)) {
                Conversion.write(to, given(), meant.getReturnType());
                Conversion.write(to, meant.getReturnType(), wanted);
            } else if (given().getSize() > 0) {
                to.visitInsn(given().getSize() == 2 ? POP2 : POP);
            }
            ended(to, wanted.getOpcode(IRETURN));
        }

        private void parameters(MethodVisitor to, List<Type> taken) {
            Type[] there = erased.getArgumentTypes();
            Type[] seen = meant.getArgumentTypes();
            int at = 1;
            for (int i = 0; i < there.length; i++) {
                to.visitVarInsn(there[i].getOpcode(ILOAD), at);
                at += there[i].getSize();
                Conversion.write(to, there[i], seen[i]);
                Conversion.write(to, seen[i], taken.get(i));
            }
        }

        private int call() {
            return switch (code.getTag()) {
                case H_INVOKESTATIC -> INVOKESTATIC;
                case H_NEWINVOKESPECIAL -> INVOKESPECIAL;
                case H_INVOKEINTERFACE -> INVOKEINTERFACE;
                default -> INVOKEVIRTUAL;
            };
        }
    }

    /** From one type to another, as between a method and the interface's method that it stands for. */
    private static final class Conversion {
        private static final Map<Type, Type> BOXES = Map.of(
                Type.BOOLEAN_TYPE, Type.getType(Boolean.class),
                Type.CHAR_TYPE, Type.getType(Character.class),
                Type.BYTE_TYPE, Type.getType(Byte.class),
                Type.SHORT_TYPE, Type.getType(Short.class),
                Type.INT_TYPE, Type.getType(Integer.class),
                Type.LONG_TYPE, Type.getType(Long.class),
                Type.FLOAT_TYPE, Type.getType(Float.class),
                Type.DOUBLE_TYPE, Type.getType(Double.class));

        private Conversion() {}

        static boolean known(Type from, Type to) {
            boolean plainFrom = BOXES.containsKey(from);
            boolean plainTo = BOXES.containsKey(to);
            if (from.equals(to) || !plainTo) {
                return !from.equals(Type.VOID_TYPE);
            }
            return plainFrom ? widens(from, to) : from.equals(BOXES.get(to));
        }

        private static boolean widens(Type from, Type to) {
            return from.equals(Type.INT_TYPE) && to.equals(Type.LONG_TYPE);
        }

        static void write(MethodVisitor code, Type from, Type to) {
            if (from.equals(to)) {
                return;
            }
            if (widens(from, to)) {
                code.visitInsn(I2L);
            } else if (BOXES.containsKey(from)) {
                Type box = BOXES.get(from);
                String types = Type.getMethodDescriptor(box, from);
                code.visitMethodInsn(INVOKESTATIC, box.getInternalName(), "valueOf", types, false);
            } else if (BOXES.containsKey(to)) {
                String value = to.getClassName() + "Value";
                code.visitMethodInsn(INVOKEVIRTUAL, from.getInternalName(), value, Type.getMethodDescriptor(to), false);
            } else {
                code.visitTypeInsn(CHECKCAST, to.getInternalName());
            }
        }
    }
}
