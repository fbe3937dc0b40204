package org.asyncshowcase.house.doctor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;

import javax.xml.stream.XMLStreamException;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.asyncshowcase.web.BodyTooLargeException;

/**
 * Says what stands between an application and async, by its web.xml, a Spring XML, a server.xml, or its WAR. The file is read once;
 * nothing of it is kept, written, or run.
 */
public final class Doctor {

    private static final long COMMAND_MILLIS = 120_000;

    private Doctor() {
    }

    /** Exits with 0 if there is nothing, with 1 if there is, and with 2 if the file cannot be read. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length != 1) {
            err.println("One file: a web.xml, a Spring XML, a server.xml, or a WAR");
            return 2;
        }
        Path file = Paths.get(arguments[0]);
        try (InputStream in = Files.newInputStream(file)) {
            List<Finding> findings = examine(String.valueOf(file.getFileName()), in, COMMAND_MILLIS);
            findings.forEach(out::println);
            return findings.isEmpty() ? 0 : 1;
        } catch (IOException | InvalidValueException ex) {
            err.println(file + ": cannot be examined: " + ex.getMessage());
            return 2;
        }
    }

    /**
     * Called by a worker.
     *
     * @param millis how long it may take
     * @throws InvalidValueException if it is none of these files, or not a whole one
     * @throws BodyTooLargeException if it is too large, be it as an archive or as what that holds
     */
    static List<Finding> examine(String name, InputStream file, long millis) throws IOException {
        Findings findings = new Findings();
        BufferedInputStream in = new BufferedInputStream(file);
        in.mark(2);
        boolean archive = in.read() == 'P' && in.read() == 'K';
        in.reset();
        if (archive) {
            new War(findings, new Bounds(millis)).examine(in);
            return findings.all();
        }
        try {
            InvalidValueException.require(examine(name, Xml.read(bytes(in)), findings), "file",
                    "a WAR, web.xml, Spring XML or server.xml");
        } catch (XMLStreamException ex) {
            throw new InvalidValueException("file", "a WAR, or XML that can be read");
        }
        return findings.all();
    }

    /** @return whether there are rules for it */
    static boolean examine(String file, Xml root, Findings findings) {
        switch (root.name()) {
            case "web-app":
            case "web-fragment":
                new WebXml(file, findings).examine(root);
                return true;
            case "beans":
                new SpringXml(file, findings).examine(root);
                return true;
            case "Server":
                ServerXml.examine(file, root, findings);
                return true;
            default:
                return false;
        }
    }

    private static byte[] bytes(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > Bounds.FILE) {
                throw new BodyTooLargeException(Bounds.FILE);
            }
        }
        return bytes.toByteArray();
    }
}
