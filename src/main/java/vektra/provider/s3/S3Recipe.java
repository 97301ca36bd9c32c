package vektra.provider.s3;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vektra.model.HostPort;
import vektra.model.Secret;
import vektra.provider.s3.server.DataFolder;
import vektra.provider.s3.server.S3Server;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/** A server of our own around S3Proxy; all it knows is in its folder. */
final class S3Recipe implements ServerRecipe {
    @Override
    public List<SoftwareSource> sources() {
        return List.of(new SoftwareSource.Assembled(
                "s3proxy",
                S3Libraries.VERSION,
                S3Server.class.getName(),
                S3Libraries.ALL,
                List.of(
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true")));
    }

    @Override
    public boolean refusesRoot() {
        return false;
    }

    /** Objects are plain files, which every version reads. */
    @Override
    public boolean keepsData() {
        return false;
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    @Override
    public boolean setsPasswordAtStart() {
        return true;
    }

    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return new Secret("http://" + S3Server.ADMIN + ":" + password.reveal() + "@" + address);
    }

    @Override
    public void initialise(Layout layout, Place place) {}

    /** Never in the arguments, which every user of the machine can read. */
    @Override
    public void beforeStart(Layout layout, Place place) {
        place.write(folder(layout.data()).admin(), layout.password().reveal());
    }

    @Override
    public List<String> command(Layout layout) {
        List<String> command = new ArrayList<>(layout.software().command());
        command.addAll(List.of("--listen", layout.listen(), "--port", Integer.toString(layout.port())));
        command.addAll(List.of("--data", layout.data().toString()));
        command.addAll(List.of("--version", layout.software().version()));
        return List.copyOf(command);
    }

    private static DataFolder folder(Path data) {
        return new DataFolder(data);
    }
}
