package vektra.store;

import vektra.model.text.Secret;
import vektra.store.format.Seals;

/** Finds secrets that are stored as they are. */
final class Plaintext implements Seals {
    private final Seals seals;
    private boolean any;

    Plaintext(Seals seals) {
        this.seals = seals;
    }

    boolean any() {
        return any;
    }

    @Override
    public int schema() {
        return seals.schema();
    }

    @Override
    public String stored(Secret secret, String place) {
        Secret.Seal seal = secret.seal();
        if (seal != null) {
            return seal.text();
        }
        any |= !secret.reveal().isEmpty();
        return "";
    }

    @Override
    public Secret read(String stored, String place) {
        return seals.read(stored, place);
    }
}
