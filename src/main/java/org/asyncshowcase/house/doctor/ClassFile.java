package org.asyncshowcase.house.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** What a class file says of who calls whom. It is read as bytes, and never loaded. */
final class ClassFile extends ClassVisitor {

    /** What Spring 5.2's reader knows; later versions have no new instructions. */
    private static final int NEWEST = Opcodes.V15;
    /** Reads for a byte of the file, and some for a small one; what a compiler makes takes 3 at most. */
    private static final int READS_PER_BYTE = 10;
    private static final int READS = 1_000;
    /** Bytes, about, of a class or a method with its collections, and of a call's entry. */
    private static final int OBJECTS = 500;
    private static final int ENTRY = 70;

    final String file;
    final Budget budget;
    boolean javax;
    boolean jakarta;
    String name;
    /** The class that it extends, and its interfaces. */
    final List<String> parents = new ArrayList<>();
    /** Annotations, and what their attributes say: names of those that are true, and enumerated values. */
    final Set<String> annotations = new HashSet<>();
    final Map<String, Method> methods = new LinkedHashMap<>();
    private int reads;
    private boolean lengthOfCode;

    ClassFile(String file, byte[] bytes, Budget budget) throws UnreadableFileException {
        super(SpringAsmInfo.ASM_VERSION);
        this.file = file;
        this.budget = budget;
        this.reads = READS + READS_PER_BYTE * bytes.length;
        if (bytes.length > 8 && (bytes[6] & 0xff) * 256 + (bytes[7] & 0xff) > NEWEST) {
            bytes[6] = 0;
            bytes[7] = NEWEST;
        }
        try {
            new Reader(bytes).accept(this, ClassReader.SKIP_FRAMES);
            budget.steps(bytes.length / 16);
        } catch (InvalidValueException | RejectedExecutionException ex) {
            throw ex;
        } catch (RuntimeException | StackOverflowError ex) {
            throw new UnreadableFileException(ex);
        }
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        budget.keep(OBJECTS);
        this.name = budget.keep(name);
        parents.add(budget.keep(String.valueOf(superName)));
        for (String each : interfaces) {
            parents.add(budget.keep(each));
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        annotations.add(budget.keep(type));
        return new AnnotationVisitor(SpringAsmInfo.ASM_VERSION) {
            @Override
            public void visit(String attribute, Object value) {
                if (Boolean.TRUE.equals(value)) {
                    annotations.add(budget.keep(attribute));
                }
            }

            @Override
            public void visitEnum(String attribute, String type, String value) {
                annotations.add(budget.keep(value));
            }

            @Override
            public AnnotationVisitor visitArray(String attribute) {
                return this;
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
        budget.step();
        generation(type);
        return new MethodReader(new Method(this, name, type), budget);
    }

    void generation(String type) {
        javax |= type.contains("javax/servlet/");
        jakarta |= type.contains("jakarta/servlet/");
    }

    /** Its code is read next. */
    void begins() {
        lengthOfCode = true;
    }

    void ends(Method method) {
        if (method.isOfInterest()) {
            budget.keep(OBJECTS + (long) ENTRY * method.calls.size());
            methods.put(budget.keep(method.name + method.type), method);
        }
    }

    String simpleName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /**
     * Spring's reader, which believes what it reads: it makes an array as long as an attribute or a code says that it is,
     * and follows
     * lengths that lead back. All its loops read by these methods, those of its constructor too.
     */
    private final class Reader extends ClassReader {

        private int name;

        Reader(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int readUnsignedShort(int offset) {
            take(1);
            return super.readUnsignedShort(offset);
        }

        @Override
        public String readUTF8(int offset, char[] buffer) {
            name = offset;
            return super.readUTF8(offset, buffer);
        }

        /** After the name of an attribute, and at the beginning of a code, it is a length. */
        @Override
        public int readInt(int offset) {
            int value = super.readInt(offset);
            if (offset == name + 2 || lengthOfCode) {
                lengthOfCode = false;
                take(value < 0 ? reads + 1 : value);
            }
            take(1);
            return value;
        }

        private void take(int count) {
            if (count > reads) {
                throw new IllegalArgumentException("more to read than a class of this size has");
            }
            reads -= count;
        }
    }
}
