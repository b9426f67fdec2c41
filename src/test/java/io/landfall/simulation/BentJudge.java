package io.landfall.simulation;

import io.landfall.model.Claim;
import io.landfall.model.Judgement;
import io.landfall.model.Look;
import io.landfall.runtime.Inspections;
import io.landfall.storage.LookRequest;
import io.landfall.verdict.Inspection;
import java.util.List;
import java.util.function.Function;

/** The bean {@code inspections} whose judge sees and says something else. */
public final class BentJudge {
    private final Inspections real;
    private final Function<Inspection, Inspection> sees;
    private final Function<List<Judgement>, List<Judgement>> says;

    BentJudge(
            Inspections real, Function<Inspection, Inspection> sees, Function<List<Judgement>, List<Judgement>> says) {
        this.real = real;
        this.sees = sees;
        this.says = says;
    }

    public List<Judgement> judge(Inspection inspection) {
        return says.apply(real.judge(sees.apply(inspection)));
    }

    public boolean wanted(String slotKey) {
        return real.wanted(slotKey);
    }

    public Inspection open(String slotKey) {
        return real.open(slotKey);
    }

    public List<LookRequest> lookRequests(Inspection inspection) {
        return real.lookRequests(inspection);
    }

    public Inspection looked(Inspection inspection, List<LookRequest> requests, List<Look> looks) {
        return real.looked(inspection, requests, looks);
    }

    public boolean bad(Inspection inspection, List<Judgement> judgements) {
        return real.bad(inspection, judgements);
    }

    public Inspection again(Inspection inspection) {
        return real.again(inspection);
    }

    public Inspection barred(Inspection inspection, Exception failure) {
        return real.barred(inspection, failure);
    }

    public List<String> record(Claim claim, Inspection inspection, List<Judgement> judgements, boolean tell) {
        return real.record(claim, inspection, judgements, tell);
    }
}
