package io.landfall.emulator;

/** How much an export writes and how it is spelled; read and changed under the exporter's lock. */
final class ExportSettings {

    int files = 2;
    int records = 60;
    int rowGroupRows = 25;
    int digits = 14;
    String success = "success";
    boolean leadingSlash;
}
