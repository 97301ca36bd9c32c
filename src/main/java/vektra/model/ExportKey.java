package vektra.model;

import vektra.model.text.Secret;

/** What encrypts a file that a whole home is in. */
public record ExportKey(Kind kind, Secret secret) {
    /** For a file that is not encrypted. */
    public static final ExportKey NONE = new ExportKey(Kind.NONE, new Secret(""));

    public enum Kind {
        NONE,
        PASSPHRASE,
        /** 32 bytes in base64. */
        KEY
    }
}
