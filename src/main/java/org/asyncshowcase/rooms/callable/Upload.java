package org.asyncshowcase.rooms.callable;

import java.io.IOException;
import java.math.BigInteger;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.util.StreamUtils;
import org.springframework.web.multipart.MultipartFile;

/** What is known about an uploaded file: its name as the client gave it, its size in bytes, its SHA-256 in hex. */
public final class Upload {

    private static final int MAX_NAME = 255;

    private final String name;
    private final long size;
    private final String sha256;

    private Upload(String name, long size, String sha256) {
        this.name = name;
        this.size = size;
        this.sha256 = sha256;
    }

    /** Reads the whole file on the calling thread: a worker. */
    static Upload of(MultipartFile file) throws IOException {
        String name = file.getOriginalFilename();
        InvalidValueException.require(name != null && !name.isEmpty() && name.length() <= MAX_NAME, "file",
                "a file with a name of 1 to " + MAX_NAME + " characters");
        try (DigestInputStream in = new DigestInputStream(file.getInputStream(), MessageDigest.getInstance("SHA-256"))) {
            StreamUtils.drain(in);
            String hex = String.format("%064x", new BigInteger(1, in.getMessageDigest().digest()));
            return new Upload(name, file.getSize(), hex);
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java platform has SHA-256", ex);
        }
    }

    public String getName() {
        return name;
    }

    public long getSize() {
        return size;
    }

    public String getSha256() {
        return sha256;
    }
}
