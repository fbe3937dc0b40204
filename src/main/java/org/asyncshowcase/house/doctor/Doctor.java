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
import java.util.Locale;

import org.asyncshowcase.web.BodyTooLargeException;
import org.asyncshowcase.rooms.example.InvalidValueException;

/**
 * Says what stands between an application and async, by its web.xml, a Spring XML, a server.xml or context.xml, or its WAR.
 * The file is read once; nothing of it is kept, written, or run.
 */
public final class Doctor {

    private static final String RULE = "a WAR, web.xml, Spring XML, server.xml or context.xml";
    private static final long COMMAND_MILLIS = 120_000;

    private Doctor() {
    }

    /** Exits with 0 if there is nothing, with 1 if there is, and with 2 if the file cannot be read. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length != 1) {
            err.println("One file: " + RULE);
            return 2;
        }
        Path file = Paths.get(arguments[0]);
        try (InputStream in = Files.newInputStream(file)) {
            List<Finding> findings = examine(String.valueOf(file.getFileName()), in, COMMAND_MILLIS, Locale.ENGLISH);
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
     * @param language of the texts; English where there is no translation
     * @throws InvalidValueException if it is none of these files, or not a whole one
     * @throws BodyTooLargeException if it is too large, be it as an archive or as what that holds
     */
    static List<Finding> examine(String name, InputStream file, long millis, Locale language) throws IOException {
        return examine(name, file, new Budget(millis), language);
    }

    static List<Finding> examine(String name, InputStream file, Budget budget, Locale language) throws IOException {
        Findings findings = new Findings(language);
        BufferedInputStream in = new BufferedInputStream(file);
        in.mark(2);
        boolean archive = in.read() == 'P' && in.read() == 'K';
        in.reset();
        if (archive) {
            new War(findings, budget).examine(in);
            return findings.all();
        }
        try {
            Xml root = Xml.read(bytes(in), budget);
            if (root.name().matches("web-app|web-fragment")) {
                new WebXml(name, findings, Filters::target).examine(root, root.name().equals("web-app"));
            } else {
                InvalidValueException.require(examine(name, root, findings), "file", RULE);
            }
        } catch (UnreadableFileException ex) {
            throw new InvalidValueException("file", "a WAR, or XML that can be read");
        }
        return findings.all();
    }

    /** @return whether there are rules for it */
    static boolean examine(String file, Xml root, Findings findings) {
        if (root.name().equals("beans")) {
            new SpringXml(file, findings).examine(root);
        } else if (root.name().matches("Server|Context")) {
            ServerXml.examine(file, root, findings);
        } else {
            return false;
        }
        return true;
    }

    private static byte[] bytes(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > Budget.FILE) {
                throw new BodyTooLargeException(Budget.FILE);
            }
        }
        return bytes.toByteArray();
    }
}
