// Azurite's Blob server, until whoever started it is gone.
process.stdin.on("end", () => process.exit(0)).resume();
require("azurite/dist/src/blob/main.js");
