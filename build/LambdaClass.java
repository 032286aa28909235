import static net.bytebuddy.jar.asm.Opcodes.ACC_FINAL;
import static net.bytebuddy.jar.asm.Opcodes.ACC_PRIVATE;
import static net.bytebuddy.jar.asm.Opcodes.ACC_PUBLIC;
import static net.bytebuddy.jar.asm.Opcodes.ACC_STATIC;
import static net.bytebuddy.jar.asm.Opcodes.ACC_SUPER;
import static net.bytebuddy.jar.asm.Opcodes.ACC_SYNTHETIC;
import static net.bytebuddy.jar.asm.Opcodes.ALOAD;
import static net.bytebuddy.jar.asm.Opcodes.ARETURN;
import static net.bytebuddy.jar.asm.Opcodes.DUP;
import static net.bytebuddy.jar.asm.Opcodes.GETFIELD;
import static net.bytebuddy.jar.asm.Opcodes.H_INVOKEINTERFACE;
import static net.bytebuddy.jar.asm.Opcodes.H_INVOKESPECIAL;
import static net.bytebuddy.jar.asm.Opcodes.H_INVOKESTATIC;
import static net.bytebuddy.jar.asm.Opcodes.H_NEWINVOKESPECIAL;
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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * A lambda as a class of its own.
 *
 * @see java.lang.invoke.LambdaMetafactory
 */
final class LambdaClass {
    /** The field of its only object, where it takes nothing along. */
    static final String ONLY = "ONLY";

    /** The method that makes an object, where it takes something along. */
    static final String FACTORY = "of";

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

    LambdaClass(String name, String nest, String method, String types, Type erased, Handle code, Type meant) {
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

    /** As the JVM writes it. */
    String name() {
        return name;
    }

    /** The descriptor of its interface. */
    String type() {
        return type.getDescriptor();
    }

    /** Whether one object serves all: it takes nothing along. */
    boolean isOnly() {
        return caught.length == 0;
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
                && (meant.getReturnType().equals(Type.VOID_TYPE) || Conversion.known(given(), meant.getReturnType()));
        for (int i = 0; plain && i < taken.size(); i++) {
            plain = Conversion.known(i < caught.length ? caught[i] : parameters[i - caught.length], taken.get(i));
        }
        return plain;
    }

    byte[] written() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, OBJECT, new String[] {type.getInternalName()});
        writer.visitNestHost(nest);
        for (int i = 0; i < caught.length; i++) {
            writer.visitField(ACC_PRIVATE | ACC_FINAL, "caught" + i, caught[i].getDescriptor(), null, null)
                    .visitEnd();
        }
        constructor(begun(writer, ACC_PRIVATE, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, caught)));
        if (isOnly()) {
            writer.visitField(ACC_STATIC | ACC_FINAL, ONLY, type.getDescriptor(), null, null)
                    .visitEnd();
            only(begun(writer, ACC_STATIC, "<clinit>", "()V"));
        } else {
            factory(begun(writer, ACC_STATIC, FACTORY, made));
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
        to.visitFieldInsn(PUTSTATIC, name, ONLY, type.getDescriptor());
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
