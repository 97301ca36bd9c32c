package vektra.store;

import vektra.model.text.Secret;
import vektra.store.format.Seals;

/** Reads secrets as the home stores them, and writes them in the clear. */
record Unsealed(Seals seals) implements Seals {
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
        return seals.read(stored, place);
    }
}
