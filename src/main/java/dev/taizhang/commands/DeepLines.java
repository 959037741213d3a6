package dev.taizhang.commands;

import dev.taizhang.ledger.Defect;
import dev.taizhang.ledger.Release;
import dev.taizhang.night.DeepCheck;
import java.util.List;
import java.util.Optional;

/** Prints what a complete check of a warehouse finds and does, part by part. */
final class DeepLines implements DeepCheck.Report {
    @Override
    public void part(String subject, String read, List<Defect> defects) {
        System.out.println(
                defects.isEmpty() ? DoctorMessages.ok(subject, read) : DoctorMessages.defective(subject, defects));
    }

    @Override
    public void notRead(String subject) {
        System.out.println(DoctorMessages.notChecked(subject));
    }

    @Override
    public void mended(Defect defect) {
        System.out.println(DoctorMessages.mended(defect));
    }

    @Override
    public void copied(Release release, Optional<String> behind) {
        System.out.println(DoctorMessages.copied(release, behind));
    }
}
