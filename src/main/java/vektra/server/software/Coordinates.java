package vektra.server.software;

/** What Maven calls an artifact. */
public record Coordinates(String group, String artifact, String version) {

    public static Coordinates parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(text + " is not group:artifact:version");
        }
        return new Coordinates(parts[0], parts[1], parts[2]);
    }

    public String fileName() {
        return artifact + "-" + version + ".jar";
    }

    public String repositoryPath() {
        return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + fileName();
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version;
    }
}
