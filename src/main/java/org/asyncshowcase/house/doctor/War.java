package org.asyncshowcase.house.doctor;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import javax.xml.stream.XMLStreamException;

import org.asyncshowcase.rooms.example.InvalidValueException;

/** A WAR, read from its first byte to its last; nothing of it is written anywhere. Its libraries are known by their names alone. */
final class War {

    private static final String RULE = "a whole WAR, web.xml, Spring XML or server.xml";

    private final Findings findings;
    private final Bounds bounds;
    private final Classes classes;
    private final byte[] buffer = new byte[8192];
    private int springGeneration;
    private boolean hasWebInf;

    War(Findings findings, Bounds bounds) {
        this.findings = findings;
        this.bounds = bounds;
        this.classes = new Classes(findings, bounds);
    }

    /** @throws InvalidValueException if it is no WAR, or not all of one */
    void examine(InputStream in) throws IOException {
        End end = new End(in);
        try {
            // not UTF-8: a name may be in any charset
            ZipInputStream zip = new ZipInputStream(end, StandardCharsets.ISO_8859_1);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                bounds.entry();
                entry(entry.getName(), zip);
            }
            drain(end);
        } catch (InvalidValueException ex) {
            throw ex;
        } catch (ZipException | EOFException | IllegalArgumentException ex) {
            throw new InvalidValueException("file", RULE);
        }
        InvalidValueException.require(hasWebInf && end.isReached(), "file", RULE);
        classes.examine(springGeneration);
    }

    private void entry(String name, InputStream content) throws IOException {
        InvalidValueException.require(!("/" + name.replace('\\', '/') + "/").contains("/../") && !name.startsWith("/"), "file",
                "a WAR whose names stay within it");
        hasWebInf |= name.startsWith("WEB-INF/");
        if (name.matches("WEB-INF/lib/[^/]+\\.jar")) {
            Library library = new Library(name);
            library.examine(findings);
            springGeneration = Math.max(springGeneration, library.springGeneration());
            drain(content);
        } else if (name.matches("(?s)WEB-INF/classes/.+\\.class|WEB-INF/.+\\.xml|.+\\.(jspf?|html?)")) {
            try {
                file(name, read(content, name.endsWith(".class") ? Bounds.CLASS : Bounds.FILE));
            } catch (XMLStreamException | UnreadableFileException ex) {
                findings.at(name, "").warning(1, "this file could not be read, and was not looked at", "a file that can be read");
            }
        } else {
            drain(content);
        }
    }

    private void file(String name, byte[] content) throws XMLStreamException, UnreadableFileException {
        if (name.endsWith(".class")) {
            classes.add(new ClassFile(name, content, bounds));
        } else if (name.endsWith(".xml")) {
            Xml root = Xml.read(content);
            if (!root.name().equals("web-app") || name.equals("WEB-INF/web.xml")) {
                Doctor.examine(name, root, findings);
            }
        } else {
            Page.examine(name, new String(content, StandardCharsets.ISO_8859_1), findings);
        }
    }

    /** @throws UnreadableFileException if it has more bytes than are read of one file */
    private byte[] read(InputStream content, int most) throws IOException, UnreadableFileException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            bounds.inflated(count);
            kept.write(buffer, 0, kept.size() > most ? 0 : count);
        }
        if (kept.size() > most) {
            throw new UnreadableFileException("too large");
        }
        return kept.toByteArray();
    }

    private void drain(InputStream content) throws IOException {
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            bounds.inflated(count);
        }
    }

    /** Knows whether the archive has an end: to a ZipInputStream one that is cut off between two files looks whole. */
    private static final class End extends FilterInputStream {

        private static final int SIGNATURE = 0x504b0506;
        /** What may follow it: 18 bytes, and a comment. */
        private static final int MOST = 18 + 0xffff;

        private int last;
        private long since = Long.MAX_VALUE - Integer.MAX_VALUE;

        End(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next >= 0) {
                count((byte) next);
            }
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            for (int i = 0; i < count; i++) {
                count(bytes[offset + i]);
            }
            return count;
        }

        private void count(byte next) {
            last = last << 8 | next & 0xff;
            since = last == SIGNATURE ? 0 : since + 1;
        }

        boolean isReached() {
            return since <= MOST;
        }
    }
}
