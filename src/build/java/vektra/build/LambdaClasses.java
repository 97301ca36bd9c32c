package vektra.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Gives each lambda and method reference of compiled classes a class of its own, as javac did before there was {@code
 * invokedynamic}: that is linked at run time, which costs a JDK 17 or 21 some 0.15 ms each, although a start-up archive
 * holds what it links to. Run by the build on a copy of the classes, in place.
 */
final class LambdaClasses {
    private static final int API = Opcodes.ASM9;
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

    private final Path folder;
    /** By the class that is the host of their nest, so that they may call private methods. */
    private final Map<String, List<String>> members = new LinkedHashMap<>();

    private LambdaClasses(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] argv) throws IOException {
        LambdaClasses classes = new LambdaClasses(Path.of(argv[0]));
        List<Path> all;
        try (Stream<Path> files = Files.walk(classes.folder)) {
            all = files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        for (Path file : all) {
            classes.rewrite(file);
        }
        for (Map.Entry<String, List<String>> nest : classes.members.entrySet()) {
            classes.admit(nest.getKey(), nest.getValue());
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".class");
    }

    private void rewrite(Path file) throws IOException {
        ClassReader before = new ClassReader(Files.readAllBytes(file));
        ClassWriter after = new ClassWriter(0);
        before.accept(new Rewriting(before.getClassName(), after), 0);
        Files.write(file, after.toByteArray());
    }

    private void admit(String host, List<String> added) throws IOException {
        ClassWriter after = new ClassWriter(0);
        new ClassReader(Files.readAllBytes(file(host)))
                .accept(
                        new ClassVisitor(API, after) {
                            @Override
                            public void visitEnd() {
                                added.forEach(this::visitNestMember);
                                super.visitEnd();
                            }
                        },
                        0);
        Files.write(file(host), after.toByteArray());
    }

    /** Puts a call of the class that is made for it in the place of each lambda. */
    private final class Rewriting extends ClassVisitor {
        private final String name;
        private String nest;
        private int made;

        Rewriting(String name, ClassWriter after) {
            super(API, after);
            this.name = name;
            this.nest = name;
        }

        @Override
        public void visitNestHost(String host) {
            nest = host;
            super.visitNestHost(host);
        }

        @Override
        public MethodVisitor visitMethod(int access, String method, String type, String generic, String[] thrown) {
            return new MethodVisitor(API, super.visitMethod(access, method, type, generic, thrown)) {
                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                    if (!bootstrap.getOwner().equals(FACTORY)
                            || !bootstrap.getName().equals("metafactory")) {
                        super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
                        return;
                    }
                    made++;
                    String lambda = name + "$Lambda$" + made;
                    LambdaClass of = new LambdaClass(lambda, type, (Handle) arguments[1]);
                    write(lambda, of.bytes(nest, called, (Type) arguments[0], (Type) arguments[2]));
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, lambda, LambdaClass.MAKE, type, false);
                }
            };
        }

        private void write(String lambda, byte[] bytes) {
            try {
                Files.write(file(lambda), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            members.computeIfAbsent(nest, host -> new ArrayList<>()).add(lambda);
        }
    }
}
