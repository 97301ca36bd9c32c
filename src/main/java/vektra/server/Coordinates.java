package vektra.server;

/** What Maven calls an artifact. */
record Coordinates(String group, String artifact, String version) {

    static Coordinates parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(text + " is not group:artifact:version");
        }
        return new Coordinates(parts[0], parts[1], parts[2]);
    }

    String fileName() {
        return artifact + "-" + version + ".jar";
    }

    String repositoryPath() {
        return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + fileName();
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version;
    }
}
