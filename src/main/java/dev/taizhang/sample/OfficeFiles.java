package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** Writes the city as its offices would send it: one file per office and period. */
final class OfficeFiles {
    private final City city;
    private final List<ShareSet> sets;
    private final List<Contract> contracts;
    private final ProjectRegisters registers;
    private final IndustrialOutput output;
    private final KnownFacts known;

    private OfficeFiles(City city) {
        this.city = city;
        this.sets = ShareSets.of(city);
        this.contracts = Contracts.of(city);
        this.registers = new ProjectRegisters(city);
        this.output = new IndustrialOutput(city);
        this.known = new KnownFacts(city.seed(), city.timeline());
        for (Project project : city.projects()) {
            List<MonthReport> reports = ProgressReports.reported(city, project);
            known.add(listings(project), reports, ShareSets.inForce(project, sets, Timeline.END));
        }
    }

    /** Writes all files and returns the facts that a reader must find in them. */
    static ObjectNode write(City city, InboxWriter inbox) throws IOException {
        OfficeFiles files = new OfficeFiles(city);
        files.write(inbox);
        return files.known();
    }

    private List<Listing> listings(Project project) {
        return Listing.of(project, city.timeline().listDates()).stream()
                .map(city::withFlaw)
                .toList();
    }

    private void write(InboxWriter inbox) throws IOException {
        for (LocalDate date : city.timeline().listDates()) {
            for (District district : District.ALL) {
                inbox.write(ProjectLists.deliver(city, district, date));
            }
        }
        for (int year : city.timeline().years()) {
            for (District district : District.ALL) {
                inbox.write(ProgressReports.deliver(city, district, year));
            }
            inbox.write(YearTargets.deliver(year, district -> known.annualPlan(district, year)));
        }
        for (LocalDate date : List.of(ShareSets.EARLIER, ShareSets.LATEST)) {
            inbox.write(Allocations.deliver(date, sets));
        }
        for (SampleFile delivery : ContractRegister.deliver(city, contracts)) {
            inbox.write(delivery);
        }
        for (SampleFile delivery : registers.deliver()) {
            inbox.write(delivery);
        }
        for (SampleFile delivery : output.deliver()) {
            inbox.write(delivery);
        }
    }

    private ObjectNode known() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        known.writeTo(tree);
        ArrayNode shares = tree.putArray("share_sets");
        sets.forEach(set -> set.writeTo(shares.addObject()));
        ArrayNode movements = tree.putArray("movements");
        Movements.of(city.timeline()).forEach(movement -> movement.writeTo(movements.addObject(), city, sets));
        Contracts.writeTo(tree.putArray("contracts"), contracts);
        registers.writeTo(tree);
        output.writeTo(tree.putObject("industrial_output"));
        return tree;
    }
}
