package vektra.provider.s3;

import java.util.List;
import vektra.aws.OwnServerRecipe;
import vektra.provider.s3.server.DataFolder;
import vektra.provider.s3.server.S3Server;
import vektra.spi.SoftwareSource;

/** A server of our own around S3Proxy. */
final class S3Recipe extends OwnServerRecipe {
    S3Recipe() {
        super(
                new SoftwareSource.Assembled(
                        "s3proxy",
                        S3Libraries.VERSION,
                        S3Server.class.getName(),
                        S3Libraries.ALL,
                        List.of(
                                // else the first heap is as large as the machine's memory makes it, and never collected
                                "-Xms16m",
                                "-Xmx320m",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                                "-Dorg.slf4j.simpleLogger.showDateTime=true")),
                S3Server.ADMIN,
                data -> new DataFolder(data).admin());
    }
}
