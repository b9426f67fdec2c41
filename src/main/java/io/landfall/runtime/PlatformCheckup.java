package io.landfall.runtime;

import io.landfall.flowservice.Classify;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.Platform;
import io.landfall.plan.DatasetChoice;
import io.landfall.runtime.Asking.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a sandbox's answers to three questions say of token, organisation, sandbox, permissions, datasets and clock; pure.
 * A refusal of all of them is the organisation's, a refusal of one is the permission's that this question needs.
 */
final class PlatformCheckup {
    static final String VIEW_DESTINATIONS = "permission View Destinations";
    static final String VIEW_DATASETS = "permission View Datasets";
    static final String MANAGE = "permission Manage and Activate Dataset Destinations";

    /** How far a clock may be off: a minute moves no deadline by much. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(1);

    /** What a request that holds nothing is answered with where it is not forbidden (Flow Service §3: 1405-400). */
    private static final Set<Integer> NOTHING_IN_IT = Set.of(400, 411, 415, 422);

    private static final String UNKNOWN_SANDBOX = "2100-404";

    private final ProvisioningScope scope;
    private final Told view;
    private final Optional<Told> datasets;
    private final List<Dataset> eligible;
    private final Optional<Told> manage;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param view the answer to a question that needs View Destinations
     * @param datasets the answer to one that needs View Datasets; absent: not asked
     * @param eligible what that answer listed
     * @param manage the answer to an empty request for a dataflow; absent: not sent
     */
    PlatformCheckup(
            ProvisioningScope scope,
            Told view,
            Optional<Told> datasets,
            List<Dataset> eligible,
            Optional<Told> manage) {
        this.scope = scope;
        this.view = view;
        this.datasets = datasets;
        this.eligible = List.copyOf(eligible);
        this.manage = manage;
    }

    /** A question that changes nothing and needs the permission View Destinations. */
    static FlowServiceRequest viewing(ProvisioningScope scope) {
        return FlowServiceRequest.get(scope.platform(), scope.sandbox(), "flows", "look at the dataflows")
                .with("limit", "1");
    }

    /** A request of which nothing can be made, that is forbidden without the permission to manage. */
    static FlowServiceRequest managing(ProvisioningScope scope) {
        return FlowServiceRequest.post(
                scope.platform(), scope.sandbox(), "flows", null, "send an empty request for a dataflow");
    }

    /** Whether the other two questions are worth asking after this answer. */
    static boolean goesOn(Told view) {
        return view.refusal().filter(f -> !denied(f)).isEmpty();
    }

    /** Whether an export of the sandbox is managed, so that it takes the permission to do so. */
    static boolean manages(ProvisioningScope scope) {
        return scope.exports().stream().anyMatch(Export::manage);
    }

    List<Finding> findings() {
        if (token() && organisation() && sandbox()) {
            permission(VIEW_DESTINATIONS, Optional.of(view));
            permission(VIEW_DATASETS, datasets);
            permission(MANAGE, manage);
            datasets();
        }
        clock();
        return findings;
    }

    private boolean token() {
        String of = "platform " + platform().name();
        Optional<FlowServiceFailure> refused =
                view.refusal().filter(f -> f.facts().purpose().equals(Classify.TOKEN) || f.status() == 401);
        if (refused.isPresent()) {
            add(failed("token", of, refused.get()));
            skip("there is no token", "organisation", "sandbox", VIEW_DESTINATIONS, VIEW_DATASETS, MANAGE, "datasets");
            return false;
        }
        add(Finding.ok(
                "token",
                of,
                "client " + platform().clientId() + " gets one from "
                        + platform().imsUrl()));
        return true;
    }

    private boolean organisation() {
        Optional<FlowServiceFailure> refused = view.refusal();
        boolean known = refused.filter(f -> sandboxUnknown(f)).isPresent();
        boolean all = Stream.concat(Stream.of(view), Stream.concat(datasets.stream(), manage.stream()))
                .allMatch(t -> t.refusal().filter(PlatformCheckup::denied).isPresent());
        if (refused.isPresent() && !known && (all || !denied(refused.get()))) {
            String said = all ? "all that is asked is refused: " + words(refused.get()) : words(refused.get());
            String remedy = all
                    ? "check that platform.org is the organisation of the Developer Console project, and that its"
                            + " credential is in a product profile and in a role that sees this sandbox"
                    : refused.get().facts().remedy();
            add(Finding.fail("organisation", place(), said, remedy));
            skip("the organisation did not let us in", "sandbox", VIEW_DESTINATIONS, VIEW_DATASETS, MANAGE, "datasets");
            return false;
        }
        add(Finding.ok("organisation", place(), platform().org() + " lets us in"));
        return true;
    }

    private boolean sandbox() {
        Optional<FlowServiceFailure> unknown = view.refusal().filter(PlatformCheckup::sandboxUnknown);
        if (unknown.isPresent()) {
            add(failed("sandbox", place(), unknown.get()));
            skip("there is no such sandbox", VIEW_DESTINATIONS, VIEW_DATASETS, MANAGE, "datasets");
            return false;
        }
        add(Finding.ok("sandbox", place(), scope.sandbox() + " answers"));
        return true;
    }

    private void permission(String what, Optional<Told> told) {
        if (told.isEmpty()) {
            add(Finding.notTried(what, place(), "no export here is managed, so it is not needed"));
            return;
        }
        Optional<FlowServiceFailure> refused = told.get().refusal();
        if (refused.isEmpty() && what.equals(MANAGE)) {
            add(Finding.fail(
                    what, place(), "an empty request for a dataflow was taken", "please report this: it never is"));
        } else if (refused.isEmpty()) {
            add(Finding.ok(what, place(), "granted"));
        } else if (denied(refused.get())) {
            add(Finding.fail(
                    what,
                    place(),
                    "denied: " + words(refused.get()),
                    "ask an administrator to add it to the role of this credential, for the sandbox "
                            + scope.sandbox()));
        } else if (what.equals(MANAGE) && NOTHING_IN_IT.contains(refused.get().status())) {
            add(Finding.ok(what, place(), "granted: an empty request for a dataflow is called wrong, not forbidden"));
        } else {
            add(failed(what, place(), refused.get()));
        }
    }

    private void datasets() {
        List<Export> naming =
                scope.exports().stream().filter(e -> !e.datasets().isEmpty()).toList();
        if (datasets.flatMap(Told::refusal).isPresent()) {
            add(Finding.notTried("datasets", place(), "the list of datasets could not be read"));
        } else if (naming.isEmpty()) {
            add(Finding.notTried("datasets", place(), "no export here names any"));
        } else {
            boolean good = true;
            for (Export export : naming) {
                DatasetChoice choice = DatasetChoice.among(eligible, export.datasets());
                for (String problem : choice.problems()) {
                    good = false;
                    add(Finding.fail(
                            "datasets",
                            place(),
                            "export " + export.name() + ": " + problem,
                            "`landfall datasets` lists those that can be exported"));
                }
            }
            if (good) {
                add(Finding.ok(
                        "datasets",
                        place(),
                        "those of " + naming.size() + (naming.size() == 1 ? " export" : " exports") + " are among the "
                                + eligible.size() + " that can be exported"));
            }
        }
    }

    private void clock() {
        String of = "platform " + platform().name();
        Optional<Duration> ahead = Stream.concat(Stream.of(view), datasets.stream())
                .flatMap(t -> t.ahead().stream())
                .findFirst();
        if (ahead.isEmpty()) {
            add(Finding.notTried("clock", of, "the platform did not say its time"));
        } else if (ahead.get().abs().compareTo(MOST_SKEW) > 0) {
            add(Finding.fail(
                    "clock",
                    of,
                    "this machine is " + ahead.get().abs().toSeconds() + " s "
                            + (ahead.get().isNegative() ? "behind" : "ahead of") + " the platform",
                    "set this machine's clock by NTP: slots and deadlines are judged by it"));
        } else {
            add(Finding.ok("clock", of, "within a minute of the platform's"));
        }
    }

    private void skip(String why, String... whats) {
        for (String what : whats) {
            add(Finding.notTried(what, place(), why));
        }
    }

    private void add(Finding finding) {
        findings.add(finding);
    }

    private static Finding failed(String what, String of, FlowServiceFailure failure) {
        return Finding.fail(what, of, words(failure), failure.facts().remedy());
    }

    /** The service's words, without the platform and the purpose, which the line says already. */
    private static String words(FlowServiceFailure failure) {
        return failure.trouble().detail();
    }

    private static boolean denied(FlowServiceFailure failure) {
        return failure.status() == 403;
    }

    private static boolean sandboxUnknown(FlowServiceFailure failure) {
        return failure.facts().code().equals(UNKNOWN_SANDBOX);
    }

    private Platform platform() {
        return scope.platform();
    }

    private String place() {
        return platform().name() + "/" + scope.sandbox();
    }
}
