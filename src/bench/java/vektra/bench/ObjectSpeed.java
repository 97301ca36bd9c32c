package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * How fast objects come and go, against S3Proxy alone: the program that our server is made of, as its own main class starts
 * it. That is the same handler on the same Jetty over the same kind of folder, with signatures checked and one identity for all,
 * a JVM of the same heap and no other flags; what it lacks is our part, which keeps keys and buckets apart.
 */
record ObjectSpeed(Home home, Table table) {
    private static final int MILLIS = 2_000;
    private static final int WARM = 2_000;
    private static final int WARM_LARGE = 4;
    private static final int SMALL = 64 << 10;
    private static final int TIMES = 1 << 10;
    private static final String ADMIN = "bench";
    private static final String BUCKET = "/bench/";

    void measure(int rounds) throws Exception {
        byte[] piece = new byte[SMALL];
        new Random(1).nextBytes(piece);
        AwsClient ours = new AwsClient(
                home.config("S3_ENDPOINT"),
                new AwsKey(home.config("S3_ACCESS_KEY_ID"), home.config("S3_SECRET_ACCESS_KEY"), "s3"));
        String bucket = "/" + home.config("S3_BUCKET") + "/";
        int port = Port.free();
        long bare = bare(port).pid();
        AwsClient theirs = new AwsClient("http://127.0.0.1:" + port, new AwsKey(ADMIN, ADMIN, "s3"));
        race("PUT of 64 KiB", 4, rounds, putting(ours, bucket, piece, 1), bare, putting(theirs, BUCKET, piece, 1));
        race("GET of 64 KiB", 4, rounds, getting(ours, bucket, SMALL), bare, getting(theirs, BUCKET, SMALL));
        race(
                "PUT of 64 MiB",
                1,
                rounds,
                putting(ours, bucket, piece, TIMES),
                bare,
                putting(theirs, BUCKET, piece, TIMES));
        long large = (long) SMALL * TIMES;
        race("GET of 64 MiB", 1, rounds, getting(ours, bucket, large), bare, getting(theirs, BUCKET, large));
    }

    private Process bare(int port) throws IOException, InterruptedException {
        Path folder = home.workshop().file("s3proxy");
        Files.createDirectories(folder.resolve("data" + BUCKET));
        Path properties = Files.writeString(
                folder.resolve("properties"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(port, ADMIN, ADMIN, folder.resolve("data")));
        // without it each request would be logged in detail
        Path logging = Files.writeString(
                folder.resolve("logback.xml"), "<configuration><root level=\"OFF\"/></configuration>");
        return new Peer("s3proxy")
                .start(
                        home.workshop(),
                        port,
                        "org.gaul.s3proxy.Main",
                        List.of("-Xmx320m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=" + logging),
                        List.of("--properties", properties.toString()));
    }

    private static Callable<?> putting(AwsClient client, String bucket, byte[] piece, int times) {
        return () -> {
            client.put(bucket + "object" + Thread.currentThread().getId(), piece, times);
            return times;
        };
    }

    private static Callable<?> getting(AwsClient client, String bucket, long size) throws Exception {
        client.put(bucket + "read", new byte[SMALL], (int) (size / SMALL));
        return () -> {
            if (client.get(bucket + "read") != size) {
                throw new IOException("an object is not whole");
            }
            return size;
        };
    }

    private void race(String what, int clients, int rounds, Callable<?> our, long bare, Callable<?> their)
            throws Exception {
        Load vektra = new Load(home.server("s3"), our);
        Load peer = new Load(bare, their);
        Load.race(vektra, peer, clients == 1 ? WARM_LARGE : WARM, clients, rounds, MILLIS);
        double ratio = vektra.rate().median() / peer.rate().median();
        table.row(
                what + ", clients: " + clients,
                figures(vektra),
                "S3Proxy alone",
                figures(peer),
                Goal.times(ratio),
                Goal.atLeast(0.8, ratio));
    }

    private static String figures(Load load) {
        return String.format(
                Locale.ROOT,
                "%.1f/s, %.1f CPU ms each",
                load.rate().median(),
                load.work().median());
    }
}
