package io.landfall.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Landfall.class.getPackage().getImplementationVersion();
        return new String[] {
            "landfall " + (version == null ? "(not packaged)" : version),
            "Java " + Runtime.version() + ", Camel "
                    + org.apache.camel.CamelContext.class.getPackage().getImplementationVersion()
        };
    }
}
