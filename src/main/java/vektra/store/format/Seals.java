package vektra.store.format;

import vektra.model.text.Secret;

/** The form in which secrets are stored: as they are, or encrypted. */
public interface Seals {
    /** The schema of files in which every value is what it looks like. */
    int PLAIN_SCHEMA = 1;

    /** The schema of files in which values may be encrypted. */
    int SCHEMA = 2;

    /** What encrypted values begin with; before the next colon comes the id of their key. */
    String PREFIX = "enc:v1:";

    /** Secrets as they are. */
    Seals PLAIN = new Seals() {
        @Override
        public int schema() {
            return PLAIN_SCHEMA;
        }

        @Override
        public String stored(Secret secret, String place) {
            return secret.reveal();
        }

        @Override
        public Secret read(String stored, String place) {
            return new Secret(stored);
        }
    };

    /** The schema of the files that are written. */
    int schema();

    /**
     * A secret as it is stored.
     *
     * @param place what it is, so that it is valid nowhere else
     */
    String stored(Secret secret, String place);

    /** A secret that was stored there, which is opened when it is asked for. */
    Secret read(String stored, String place);

    /** Those of a file with that schema. */
    default Seals of(Node file) {
        return file.schema() < SCHEMA ? PLAIN : this;
    }
}
