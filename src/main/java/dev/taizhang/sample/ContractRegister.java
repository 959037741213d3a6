package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lays out the register of contracts as the city's office for investment sends it, with the errors in the last one. */
final class ContractRegister {
    static final String OFFICE = "市招商局";
    private static final String SUBJECT = "招商签约台账";
    private static final MoneyUnit UNIT = MoneyUnit.HUNDRED_MILLION_IN_HEADER;

    private static final Register<Contract> REGISTER = new Register<>("招商签约", fields());

    private final LocalDate date;
    private final List<Contract> contracts;

    private ContractRegister(LocalDate date, List<Contract> contracts) {
        this.date = date;
        this.contracts = contracts.stream()
                .filter(contract -> !contract.signed().isAfter(date))
                .toList();
    }

    private static List<Register.Field<Contract>> fields() {
        Stream<Register.Field<Contract>> who = Stream.of(
                Register.Field.text("contract_code", "合同编号", Contract::code),
                Register.Field.text("contract_name", "合同名称", Contract::name),
                Register.Field.text(
                        "district", "落地县区", contract -> contract.district().name()),
                Register.Field.text(
                        "cluster", "产业集群", contract -> contract.cluster().name()),
                Register.Field.text(
                        "source_region", "资金来源地", contract -> contract.region().name()),
                Register.Field.text("investor", "投资方", Contract::investor),
                Register.Field.text(
                        "ownership", "投资主体", contract -> contract.ownership().name()),
                Register.Field.money(
                        "contracted_amount", "签约金额", UNIT, (contract, date) -> Optional.of(contract.amount())));
        Stream<Register.Field<Contract>> stages = Stream.of(Contract.Stage.values())
                .map(stage -> Register.Field.day(
                        stage.column(),
                        stage.header(),
                        DateForm.NUMBER,
                        (contract, date) -> contract.reached(stage, date)));
        Stream<Register.Field<Contract>> results = Stream.of(
                Register.Field.money("funds_in_place", "到位资金", UNIT, Contract::fundsInPlace),
                Register.Field.money(
                        "expected_output", "预计年产值", UNIT, (contract, date) -> Optional.of(contract.expectedOutput())),
                Register.Field.money("actual_output", "实际年产值", UNIT, Contract::actualOutput),
                Register.Field.text(
                        "project_code", "项目代码", contract -> contract.project().orElse("")));
        return Stream.of(who, stages, results).flatMap(fields -> fields).toList();
    }

    /** Returns the registers of all dates at which there is a contract, and the correction of the last one. */
    static List<SampleFile> deliver(City city, List<Contract> contracts) {
        List<SampleFile> deliveries = new ArrayList<>();
        for (LocalDate date : city.timeline().listDates()) {
            ContractRegister register = new ContractRegister(date, contracts);
            if (date.equals(Timeline.END)) {
                deliveries.add(register.last(
                        Contracts.behind(city.decoys().get(0), city.seed()).undated()));
                deliveries.add(register.delivery(FileForm.CSV, SUBJECT + "（更正）", List.of(register.largest())));
            } else if (!register.contracts.isEmpty()) {
                deliveries.add(register.delivery(FileForm.WORKBOOK, SUBJECT, register.contracts));
            }
        }
        return deliveries;
    }

    /** Returns the contract whose amount is tenfold in the last register, and is then corrected. */
    private Contract largest() {
        return contracts.stream()
                .max(Comparator.comparing(Contract::amount).thenComparing(Contract::code))
                .orElseThrow();
    }

    /**
     * Returns the last register, which begins with a contract that has no signing date, and contains an amount in the
     * wrong unit.
     */
    private SampleFile last(Contract undated) {
        List<Contract> rows = new ArrayList<>();
        rows.add(undated);
        contracts.forEach(contract -> rows.add(contract.equals(largest()) ? contract.tenfold() : contract));
        return delivery(FileForm.WORKBOOK, SUBJECT, rows);
    }

    private SampleFile delivery(FileForm form, String subject, List<Contract> rows) {
        String fileName = form.fileName(date.toString(), OFFICE, subject);
        String title = "晋中市" + subject + "（" + DateForm.chinese(date) + "）";
        Sheet sheet = REGISTER.sheet(form, title, date, rows);
        List<Place> places = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row).reached(Contract.Stage.SIGNED, date).isEmpty()) {
                places.add(place(fileName, sheet, row, "signed_date", "key_blank", Place.Outcome.REJECTED));
            } else if (rows.get(row).region().equals(Contracts.UNKNOWN_REGION)) {
                places.add(place(fileName, sheet, row, "source_region", "member_unknown", Place.Outcome.WARNED));
            }
        }
        return new SampleFile(SampleFile.Dataset.CONTRACTS, fileName, form, sheet, places);
    }

    private static Place place(
            String fileName, Sheet sheet, int row, String column, String rule, Place.Outcome outcome) {
        int place = REGISTER.indexOf(column);
        String value = outcome == Place.Outcome.REJECTED ? "" : Contracts.UNKNOWN_REGION.name();
        Place.Noticed noticed = new Place.Noticed(column, value, rule, outcome);
        return Place.of(fileName, sheet, noticed, row, place);
    }
}
