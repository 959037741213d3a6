package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Draws the contracts of three years: one for every project signed in these years, and some without a project so far.
 * Also states the findings that a reader of the registers must make.
 */
final class Contracts {
    /** The registers track contracts from this day on. */
    static final LocalDate SINCE = LocalDate.of(2023, 1, 1);

    /** The region of a contract whose row names an unknown region. */
    static final Choice UNKNOWN_REGION = new Choice(DimensionTotals.UNASSIGNED, "未知地区", 0);

    private static final long STREAMS_OF_CONTRACTS = 1L << 43;
    private static final int SERIALS_APART = 1000;

    private Contracts() {}

    /** Returns all contracts in the order of signing. The last of them names an unknown region. */
    static List<Contract> of(City city) {
        List<Contract> contracts = new ArrayList<>();
        city.projects().stream()
                .filter(project -> !signed(project).isBefore(SINCE))
                .forEach(project -> contracts.add(behind(project, city.seed())));
        int promises = Math.max(8, city.projects().size() / 40);
        for (int number = 0; number < promises; number++) {
            contracts.add(promise(city.projects().size() + SERIALS_APART + number, city.seed()));
        }
        contracts.sort(Comparator.comparing(Contract::signed).thenComparing(Contract::code));
        int last = contracts.size() - 1;
        contracts.set(last, contracts.get(last).from(UNKNOWN_REGION));
        return List.copyOf(contracts);
    }

    private static LocalDate signed(Project project) {
        return project.life().reached().get(Status.SIGNED);
    }

    /** Returns the contract behind a project, with the history of that project. */
    static Contract behind(Project project, long seed) {
        Dice dice = new Dice(seed, STREAMS_OF_CONTRACTS + project.serial());
        Map<Status, LocalDate> life = project.life().reached();
        Map<Contract.Stage, LocalDate> reached = new EnumMap<>(Contract.Stage.class);
        reached.put(Contract.Stage.SIGNED, signed(project));
        LocalDate landed = life.get(Status.LANDED);
        if (landed != null) {
            reached.put(Contract.Stage.REGISTERED, dice.day(signed(project), landed));
            reached.put(Contract.Stage.LANDED, landed);
        }
        put(reached, Contract.Stage.STARTED, life.get(Status.STARTED));
        put(reached, Contract.Stage.IN_PRODUCTION, life.get(Status.IN_PRODUCTION));
        put(reached, Contract.Stage.AT_CAPACITY, life.get(Status.AT_CAPACITY));
        return new Contract(
                code(signed(project), project.district(), project.serial()),
                project.name() + "投资协议",
                project.district(),
                project.cluster(),
                Choice.draw(Choice.SOURCE_REGIONS, dice),
                project.ownership(),
                project.owner(),
                project.cost().original(),
                project.cost().original().percent(dice.between(60, 180)),
                reached,
                Optional.of(project.code()));
    }

    private static void put(Map<Contract.Stage, LocalDate> reached, Contract.Stage stage, LocalDate day) {
        if (day != null) {
            reached.put(stage, day);
        }
    }

    /** Returns a contract of the last five quarters that has no project yet. */
    private static Contract promise(int serial, long seed) {
        Dice dice = new Dice(seed, STREAMS_OF_CONTRACTS + serial);
        Map<Contract.Stage, LocalDate> reached = new EnumMap<>(Contract.Stage.class);
        LocalDate signed = dice.day(LocalDate.of(2024, 1, 8), LocalDate.of(2025, 3, 28));
        reached.put(Contract.Stage.SIGNED, signed);
        if (dice.happens(600)) {
            reached.put(Contract.Stage.REGISTERED, signed.plusDays(dice.between(5, 60)));
        }
        District district = dice.pick(District.ALL);
        Cluster cluster = dice.pick(Cluster.ALL);
        Amount amount = Amount.ofTenThousands(dice.between(50, 900) * 100L);
        return new Contract(
                code(signed, district, serial),
                ExampleNames.project(dice.pick(cluster.products()), serial, dice) + "投资协议",
                district,
                cluster,
                Choice.draw(Choice.SOURCE_REGIONS, dice),
                Choice.draw(Choice.OWNERSHIPS, dice),
                ExampleNames.owner(cluster, serial, dice),
                amount,
                amount.percent(dice.between(60, 180)),
                reached,
                Optional.empty());
    }

    private static String code(LocalDate signed, District district, int serial) {
        return String.format(Locale.ROOT, "ZS%d-%s-%05d", signed.getYear(), district.code(), serial + 1);
    }

    /** Writes the totals of the latest record on every contract at the end, by year of signing. */
    static void writeTo(ArrayNode years, List<Contract> contracts) {
        Map<Integer, List<Contract>> signed = new TreeMap<>();
        contracts.forEach(contract -> signed.computeIfAbsent(contract.signed().getYear(), year -> new ArrayList<>())
                .add(contract));
        signed.forEach((year, some) -> {
            ObjectNode node = years.addObject().put("year", year);
            write(node, some);
            node.put("funds_in_place", sum(some, contract -> contract.fundsInPlace(Timeline.END)));
            node.put("actual_output", sum(some, contract -> contract.actualOutput(Timeline.END)));
            for (Contract.Stage stage : Contract.Stage.values()) {
                node.put(
                        stage.column(),
                        some.stream()
                                .filter(contract ->
                                        contract.reached(stage, Timeline.END).isPresent())
                                .count());
            }
            write(node.putObject("by_source_region"), some, Contract::region);
            write(node.putObject("by_ownership"), some, Contract::ownership);
        });
    }

    private static void write(ObjectNode node, List<Contract> contracts, Function<Contract, Choice> choice) {
        Map<String, List<Contract>> members = new TreeMap<>();
        contracts.forEach(
                contract -> members.computeIfAbsent(choice.apply(contract).name(), name -> new ArrayList<>())
                        .add(contract));
        members.forEach((name, some) -> write(node.putObject(name), some));
    }

    private static void write(ObjectNode node, List<Contract> contracts) {
        node.put("contracts", contracts.size());
        node.put("contracted_amount", sum(contracts, contract -> Optional.of(contract.amount())));
    }

    private static String sum(List<Contract> contracts, Function<Contract, Optional<Amount>> amount) {
        return contracts.stream()
                .flatMap(contract -> amount.apply(contract).stream())
                .reduce(Amount.NOTHING, Amount::plus)
                .yuan();
    }
}
