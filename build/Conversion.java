import static net.bytebuddy.jar.asm.Opcodes.CHECKCAST;
import static net.bytebuddy.jar.asm.Opcodes.I2L;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;
import static net.bytebuddy.jar.asm.Opcodes.INVOKEVIRTUAL;

import java.util.Map;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/** From one type to another, as between a method and the interface's method that it stands for. */
final class Conversion {
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
