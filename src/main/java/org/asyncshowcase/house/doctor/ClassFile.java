package org.asyncshowcase.house.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** What a class file tells of who calls whom. It is read as bytes, and never loaded. */
final class ClassFile extends ClassVisitor {

    /** What Spring 5.2's reader knows; later versions have no new instructions. */
    private static final int NEWEST = Opcodes.V15;
    /** Calls into these are kept only where a rule asks for them: {@link Calls}. */
    private static final Pattern LIBRARIES = Pattern.compile("(new )?(java|javax|jakarta|org/springframework|org/apache|org/slf4j|reactor)/.*",
            Pattern.DOTALL);
    private static final int LONGEST = 1_000;

    final String file;
    boolean javax;
    boolean jakarta;
    final Set<String> annotations = new HashSet<>();
    final Map<String, Method> methods = new LinkedHashMap<>();
    String name;
    final List<String> parents = new ArrayList<>();
    private final Bounds bounds;

    ClassFile(String file, byte[] bytes, Bounds bounds) throws UnreadableFileException {
        super(SpringAsmInfo.ASM_VERSION);
        this.file = file;
        this.bounds = bounds;
        if (bytes.length > 8 && (bytes[6] & 0xff) * 256 + (bytes[7] & 0xff) > NEWEST) {
            bytes[6] = 0;
            bytes[7] = NEWEST;
        }
        try {
            ClassLayout.checked(bytes).accept(this, ClassReader.SKIP_FRAMES);
        } catch (InvalidValueException ex) {
            throw ex;
        } catch (RuntimeException | StackOverflowError ex) {
            throw new UnreadableFileException(ex);
        }
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.name = bounds.keep(name);
        if (superName != null) {
            parents.add(bounds.keep(superName));
        }
        for (String each : interfaces) {
            parents.add(bounds.keep(each));
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        bounds.time();
        annotations.add(bounds.keep(type));
        return new AnnotationVisitor(SpringAsmInfo.ASM_VERSION) {
            @Override
            public void visit(String attribute, Object value) {
                if (Boolean.TRUE.equals(value)) {
                    annotations.add(bounds.keep(attribute));
                }
            }
        };
    }

    @Override
    public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
        bounds.time();
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
        bounds.time();
        generation(type);
        return new Reader(new Method(this, name, type));
    }

    private void generation(String type) {
        javax |= type.contains("javax/servlet/");
        jakarta |= type.contains("jakarta/servlet/");
    }

    String simpleName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** What is kept of a method: the first line of each call, and of whatever else {@link Calls} has a name for. */
    static final class Method {

        final ClassFile owner;
        final String name;
        final String type;
        final Set<String> annotations = new HashSet<>();
        final Map<String, Integer> calls = new LinkedHashMap<>();

        private Method(ClassFile owner, String name, String type) {
            this.owner = owner;
            this.name = name;
            this.type = type;
        }

        boolean calls(Pattern pattern) {
            return calls.keySet().stream().anyMatch(call -> pattern.matcher(call).matches());
        }

        /** The first line of what fits, or -1. */
        int line(Pattern pattern) {
            return calls.entrySet().stream().filter(call -> pattern.matcher(call.getKey()).matches())
                    .map(Map.Entry::getValue).findFirst().orElse(-1);
        }

        @Override
        public String toString() {
            return owner.simpleName() + "." + name;
        }
    }

    /** Reads a method. What a lambda does is a method of its own, which nobody calls by its name: it belongs to who runs it. */
    private final class Reader extends MethodVisitor {

        private final Method method;
        private final Map<String, Integer> calls;
        private String field = "";
        private int line;

        Reader(Method method) {
            super(SpringAsmInfo.ASM_VERSION);
            this.method = method;
            this.calls = method.calls;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
            method.annotations.add(bounds.keep(type));
            return null;
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            this.line = line;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW) {
                keep("new " + type);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
            if (type.endsWith("ThreadLocal;")) {
                field = owner + "." + name;
            } else if (opcode == Opcodes.GETSTATIC && type.matches("Ljava/util/(concurrent/)?(Concurrent)?(Hash)?Map;")) {
                keep("static Map");
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
            generation(owner);
            keep(owner.endsWith("ThreadLocal") ? "ThreadLocal." + name + " " + field : owner + "." + name + type);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String type, Handle handle, Object... arguments) {
            bounds.time();
        }

        private void keep(String call) {
            boolean wanted = call.length() <= LONGEST && (!LIBRARIES.matcher(call).matches() || Calls.isWatched(call));
            if (wanted && calls.putIfAbsent(call, line) == null) {
                bounds.keep(call);
            }
        }

        @Override
        public void visitEnd() {
            if (!calls.isEmpty() || !method.annotations.isEmpty() || method.name.startsWith("afterConcurrent")
                    || method.name.startsWith("shouldNotFilter")) {
                methods.put(method.name + method.type, method);
            }
        }
    }
}
