package dev.credence.verification.laws;

import java.util.ArrayList;
import java.util.List;

/// All defects that have a name, and the good receipts beside them.
public final class Defects {
    private Defects() {}

    public static List<Defect> all() {
        List<Defect> all = new ArrayList<>();
        all.addAll(GoodReceipts.all());
        all.addAll(EnvelopeDefects.all());
        all.addAll(CheckpointDefects.all());
        all.addAll(LogDefects.all());
        all.addAll(BodyDefects.all());
        all.addAll(GoodTexts.all());
        all.addAll(TextRequestDefects.all());
        all.addAll(TextAnswerDefects.all());
        all.addAll(TextStreamDefects.all());
        all.addAll(FingerprintDefects.all());
        all.addAll(EvidenceDefects.all());
        all.addAll(ReplayDefects.all());
        all.addAll(ArgumentDefects.all());
        all.addAll(PolicyDefects.all());
        return List.copyOf(all);
    }
}
