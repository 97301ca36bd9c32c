package vektra.build;

import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A class with a field for each value that a lambda has captured, and one method, which calls what the lambda calls. */
final class LambdaClass {
    /** The method that makes one, from the captured values. */
    static final String MAKE = "make";

    private static final Map<Integer, Type> BOXES = Map.of(
            Type.BOOLEAN, Type.getType(Boolean.class),
            Type.CHAR, Type.getType(Character.class),
            Type.BYTE, Type.getType(Byte.class),
            Type.SHORT, Type.getType(Short.class),
            Type.INT, Type.getType(Integer.class),
            Type.LONG, Type.getType(Long.class),
            Type.FLOAT, Type.getType(Float.class),
            Type.DOUBLE, Type.getType(Double.class));

    private final String name;
    private final String making;
    private final Type[] captured;
    private final Handle calls;
    private final ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    /** @param making from the types of the captured values to the interface */
    LambdaClass(String name, String making, Handle calls) {
        this.name = name;
        this.making = making;
        this.captured = Type.getArgumentTypes(making);
        this.calls = calls;
    }

    /**
     * The class file.
     *
     * @param method of the interface, with its erased type and the type that it has here
     */
    byte[] bytes(String nest, String method, Type erased, Type actual) {
        String[] interfaces = {Type.getReturnType(making).getInternalName()};
        out.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                "java/lang/Object",
                interfaces);
        out.visitNestHost(nest);
        for (int i = 0; i < captured.length; i++) {
            out.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), captured[i].getDescriptor(), null, null);
        }
        constructor();
        make();
        method(method, erased, actual);
        out.visitEnd();
        return out.toByteArray();
    }

    private static String field(int i) {
        return "captured" + i;
    }

    private void constructor() {
        MethodVisitor code = out.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructing(), null, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        int at = 1;
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), at);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), captured[i].getDescriptor());
            at += captured[i].getSize();
        }
        end(code, Opcodes.RETURN);
    }

    private String constructing() {
        return Type.getMethodDescriptor(Type.VOID_TYPE, captured);
    }

    private void make() {
        MethodVisitor code = out.visitMethod(Opcodes.ACC_STATIC, MAKE, making, null, null);
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        int at = 0;
        for (Type type : captured) {
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), at);
            at += type.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", constructing(), false);
        end(code, Opcodes.ARETURN);
    }

    private void method(String method, Type erased, Type actual) {
        MethodVisitor code = out.visitMethod(Opcodes.ACC_PUBLIC, method, erased.getDescriptor(), null, null);
        boolean creates = calls.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (creates) {
            code.visitTypeInsn(Opcodes.NEW, calls.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        Type[] wanted = wanted();
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, field(i), captured[i].getDescriptor());
            convert(code, captured[i], wanted[i]);
        }
        Type[] given = erased.getArgumentTypes();
        int at = 1;
        for (int i = 0; i < given.length; i++) {
            code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), at);
            at += given[i].getSize();
            Type as = actual.getArgumentTypes()[i];
            cast(code, given[i], as);
            convert(code, as, wanted[captured.length + i]);
        }
        code.visitMethodInsn(opcode(), calls.getOwner(), calls.getName(), calls.getDesc(), calls.isInterface());
        Type result = creates ? Type.getObjectType(calls.getOwner()) : Type.getReturnType(calls.getDesc());
        Type back = erased.getReturnType();
        if (back.getSort() == Type.VOID && result.getSize() > 0) {
            code.visitInsn(result.getSize() == 1 ? Opcodes.POP : Opcodes.POP2);
        } else if (back.getSort() != Type.VOID) {
            convert(code, result, actual.getReturnType());
        }
        end(code, back.getOpcode(Opcodes.IRETURN));
    }

    /** The types of the receiver, where there is one, and of the arguments. */
    private Type[] wanted() {
        Type[] arguments = Type.getArgumentTypes(calls.getDesc());
        if (calls.getTag() == Opcodes.H_INVOKESTATIC || calls.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            return arguments;
        }
        Type[] all = new Type[arguments.length + 1];
        all[0] = Type.getObjectType(calls.getOwner());
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    private int opcode() {
        return switch (calls.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> calls.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    }

    /** From one type of the source to another one, as an assignment converts. */
    private static void convert(MethodVisitor code, Type from, Type to) {
        if (from.equals(to)) {
            return;
        }
        if (!primitive(from) && !primitive(to)) {
            cast(code, from, to);
        } else if (primitive(from) && !primitive(to)) {
            Type box = BOXES.get(from.getSort());
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, box.getInternalName(), "valueOf", Type.getMethodDescriptor(box, from), false);
        } else if (from.equals(BOXES.get(to.getSort()))) {
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    from.getInternalName(),
                    to.getClassName() + "Value",
                    Type.getMethodDescriptor(to),
                    false);
        } else if (from.equals(Type.INT_TYPE) && to.equals(Type.LONG_TYPE)) {
            code.visitInsn(Opcodes.I2L);
        } else {
            throw new IllegalArgumentException("no conversion of " + from + " to " + to);
        }
    }

    private static void cast(MethodVisitor code, Type from, Type to) {
        if (!primitive(to) && !from.equals(to) && !to.getInternalName().equals("java/lang/Object")) {
            code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        }
    }

    private static boolean primitive(Type type) {
        return type.getSort() < Type.ARRAY;
    }

    private static void end(MethodVisitor code, int with) {
        code.visitInsn(with);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
