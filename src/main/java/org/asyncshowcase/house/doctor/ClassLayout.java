package org.asyncshowcase.house.doctor;

import org.springframework.asm.ClassReader;

/**
 * The lengths in a class file, which the reader believes: it makes an array as long as a method says that its code is, and may be sent
 * round in circles by the tables of that. What is not needed of these it shall not read.
 */
final class ClassLayout {

    private final ClassReader reader;
    private final byte[] bytes;
    private final char[] buffer;
    private final int other;

    /** @throws RuntimeException if a part is longer than what it is in */
    static ClassReader checked(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        new ClassLayout(reader, bytes).check();
        return reader;
    }

    private ClassLayout(ClassReader reader, byte[] bytes) {
        this.reader = reader;
        this.bytes = bytes;
        this.buffer = new char[bytes.length];
        // the name of the class: no attribute is called like that
        this.other = reader.readUnsignedShort(reader.getItem(reader.readUnsignedShort(reader.header + 2)));
        require(!reader.getClassName().matches("[A-Z]\\w*(Table|Annotations)"));
    }

    private void check() {
        int at = reader.header + 8 + 2 * reader.readUnsignedShort(reader.header + 6);
        for (int fieldsAndMethods = 0; fieldsAndMethods < 2; fieldsAndMethods++) {
            int count = reader.readUnsignedShort(at);
            at += 2;
            for (; count > 0; count--) {
                at = attributes(at + 6, bytes.length, false);
            }
        }
        attributes(at, bytes.length, false);
    }

    /** @return where they end */
    private int attributes(int start, int end, boolean ofCode) {
        int at = start + 2;
        for (int count = reader.readUnsignedShort(start); count > 0; count--) {
            String name = reader.readUTF8(at, buffer);
            int content = at + 6;
            int size = reader.readInt(at + 2);
            require(size >= 0 && size <= end - content);
            if (ofCode && name.equals("LineNumberTable")) {
                require(size == 2 + 4 * reader.readUnsignedShort(content));
            } else if (ofCode) {
                bytes[at] = (byte) (other >> 8);
                bytes[at + 1] = (byte) other;
            } else if (name.equals("Code")) {
                int code = reader.readInt(content + 4);
                require(code >= 0 && code <= size - 12);
                int handlers = 8 * reader.readUnsignedShort(content + 8 + code);
                require(handlers <= size - 12 - code);
                attributes(content + 10 + code + handlers, content + size, true);
            }
            at = content + size;
        }
        return at;
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("the lengths do not fit");
        }
    }
}
