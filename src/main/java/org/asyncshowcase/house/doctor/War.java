package org.asyncshowcase.house.doctor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import org.asyncshowcase.rooms.example.InvalidValueException;

/**
 * A WAR, read from its first byte to its last; nothing of it is written anywhere. Its libraries are known by their names,
 * and by the
 * fragments of web.xml in them.
 */
final class War {

    private static final String RULE = "a whole WAR, web.xml, Spring XML, server.xml or context.xml";
    private static final String WEB_XML = "WEB-INF/web.xml";
    /** Bytes, about, of an element. */
    private static final int ELEMENT = 300;

    private final Findings findings;
    private final Budget budget;
    private final Classes classes;
    private final byte[] buffer = new byte[8192];
    private final Map<String, Xml> descriptors = new LinkedHashMap<>();
    /** The classes of beans by their names: a filter may be a proxy for one. */
    private final Map<String, String> beans = new HashMap<>();
    private int springGeneration;
    private boolean hasWebInf;

    War(Findings findings, Budget budget) {
        this.findings = findings;
        this.budget = budget;
        this.classes = new Classes(findings, budget);
    }

    /** @throws InvalidValueException if it is no WAR, or not all of one */
    void examine(InputStream in) throws IOException {
        End end = new End(in);
        try {
            InputStream buffered = new BufferedInputStream(end);
            // not UTF-8: a name may be in any charset
            ZipInputStream zip = new ZipInputStream(buffered, StandardCharsets.ISO_8859_1);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                budget.entry();
                entry(entry.getName(), zip);
            }
            drain(buffered);
        } catch (InvalidValueException ex) {
            throw ex;
        } catch (ZipException | EOFException | IllegalArgumentException ex) {
            throw new InvalidValueException("file", RULE);
        }
        InvalidValueException.require(hasWebInf && end.isReached(), "file", RULE);
        descriptors();
    }

    private void entry(String name, ZipInputStream content) throws IOException {
        InvalidValueException.require(!("/" + name.replace('\\', '/') + "/").contains("/../") && !name.startsWith("/"),
                "file",
                "a WAR whose names stay within it");
        hasWebInf |= name.startsWith("WEB-INF/");
        if (name.matches("WEB-INF/lib/[^/]+\\.jar")) {
            Library library = new Library(name, findings);
            library.examine();
            springGeneration = Math.max(springGeneration, library.springGeneration());
            fragment(name, content);
        } else if (name.matches("(?s)WEB-INF/classes/.+\\.class|WEB-INF/.+\\.xml|META-INF/context\\.xml|.+\\.(jspf?"
                + "|html?)")) {
            file(name, content);
        }
        drain(content);
    }

    /** What is no archive has none. */
    private void fragment(String library, InputStream content) throws IOException {
        ZipInputStream jar = new ZipInputStream(content, StandardCharsets.ISO_8859_1);
        try {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                budget.step();
                if (entry.getName().equals("META-INF/web-fragment.xml")) {
                    file(library + "/" + entry.getName(), jar);
                }
                drain(jar);
            }
        } catch (ZipException ex) {
            unreadable(library);
        }
    }

    private void file(String name, InputStream content) throws IOException {
        try {
            byte[] bytes = read(content, name.endsWith(".class") ? Budget.CLASS : Budget.FILE);
            if (name.endsWith(".class")) {
                classes.add(new ClassFile(name, bytes, budget));
            } else if (name.endsWith(".xml")) {
                xml(name, Xml.read(bytes, budget));
            } else {
                Page.examine(name, new String(bytes, StandardCharsets.ISO_8859_1), findings);
            }
        } catch (UnreadableFileException ex) {
            unreadable(name);
        }
    }

    private void unreadable(String name) {
        findings.add(name, "", "unreadable");
    }

    private void xml(String name, Xml root) {
        List<Xml> all = root.descendants();
        if (root.name().matches("web-app|web-fragment")) {
            if (name.equals(WEB_XML) || name.contains(".jar/")) {
                budget.keep((long) ELEMENT * all.size());
                descriptors.put(name, root);
            }
            return;
        }
        Doctor.examine(name, root, findings);
        all.stream().filter(each -> each.name().equals("bean") && each.has("id")).forEach(each ->
                beans.put(budget.keep(each.attribute("id")), budget.keep(each.attribute("class"))));
    }

    /** Web.xml says which fragments and annotations count, and beans and classes say what its filters are. */
    private void descriptors() {
        Xml web = descriptors.remove(WEB_XML);
        boolean complete = web != null && web.attribute("metadata-complete").equals("true");
        Set<String> declared = new HashSet<>();
        Set<String> order = null;
        if (web != null) {
            new WebXml(WEB_XML, findings, this::type).examine(web, false);
            web.children("filter").forEach(filter -> declared.add(filter.text("filter-name")));
            for (Xml ordering : web.children("absolute-ordering")) {
                order = ordering.children("others").isEmpty() ? new HashSet<>(ordering.texts("name")) : null;
            }
        }
        for (Map.Entry<String, Xml> each : descriptors.entrySet()) {
            if (!complete && (order == null || order.contains(each.getValue().text("name")))) {
                new WebXml(each.getKey(), findings, this::type).filters(each.getValue(), declared);
            }
        }
        classes.examine(springGeneration, !complete);
    }

    private String type(String type, String bean) {
        String known = Filters.target(classes.libraryType(type), bean);
        return known.equals(Filters.PROXY) ? classes.libraryType(beans.getOrDefault(bean, known)) : known;
    }

    /** @throws UnreadableFileException if it has more bytes than are read of one file */
    private byte[] read(InputStream content, int most) throws IOException, UnreadableFileException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            budget.inflated(count);
            kept.write(buffer, 0, kept.size() > most ? 0 : count);
        }
        if (kept.size() > most) {
            throw new UnreadableFileException("too large");
        }
        return kept.toByteArray();
    }

    private void drain(InputStream content) throws IOException {
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            budget.inflated(count);
        }
    }

    /**
     * Whether the archive has an end: to a ZipInputStream one that is cut off between two files looks whole. Read through a
     * buffer.
     */
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
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            for (int i = 0; i < count; i++) {
                last = last << 8 | bytes[offset + i] & 0xff;
                since = last == SIGNATURE ? 0 : since + 1;
            }
            return count;
        }

        boolean isReached() {
            return since <= MOST;
        }
    }
}
