package io.landfall.emulator;

import java.util.List;

/** Made-up datasets of a shop that can be exported. */
public final class Catalogue {

    public static final Dataset WEB_EVENTS =
            new Dataset("5ef3e3259ad2a1191ab7dd7d", "Web events", "Page views and clicks of the web shop");
    public static final Dataset ORDERS =
            new Dataset("616d53e0a6de2719486fb024", "Orders", "Orders as placed, one event per line item");
    public static final Dataset RETURNS =
            new Dataset("62a1c0d4e5f60718293a4b5c", "Returns", "Returned items with their reasons");
    public static final Dataset APP_EVENTS =
            new Dataset("635865d23b3f261ba5a8589b", "Mobile app events", "Screens and taps of both apps");
    public static final Dataset LOYALTY =
            new Dataset("63c7f0a1b2d3e4f506172839", "Loyalty members", "Members and their tiers");
    public static final Dataset EMAIL =
            new Dataset("64018d8312377d2c68545bac", "Email delivery feedback", "Sends, bounces, opens");
    public static final Dataset CONSENT =
            new Dataset("6448aa10be9f1c2d3e4f5061", "Consent changes", "Opt-ins and opt-outs by channel");
    public static final Dataset PRODUCTS =
            new Dataset("6504a2f1abf9b128d3f90e5d", "Product catalogue", "Products, prices, categories");
    public static final Dataset STORES =
            new Dataset("65b2d9e8c7f6a5b4c3d2e1f0", "Store visits", "Visits counted by beacons");
    public static final Dataset CALLS =
            new Dataset("66018d8312377d2c68545bad", "Call centre contacts", "Calls, chats, and their outcome");
    public static final Dataset PROFILES =
            new Dataset("66aa01bb02cc03dd04ee05ff", "Profile snapshot", "Merged profiles of the day");
    public static final Dataset JOURNEYS =
            new Dataset("67f00e1d2c3b4a5968778695", "Journey step events", "Steps of customer journeys");

    private Catalogue() {}

    /** All of them, in a fixed order. */
    public static List<Dataset> all() {
        return List.of(
                WEB_EVENTS,
                ORDERS,
                RETURNS,
                APP_EVENTS,
                LOYALTY,
                EMAIL,
                CONSENT,
                PRODUCTS,
                STORES,
                CALLS,
                PROFILES,
                JOURNEYS);
    }
}
