//! What the workshop's own system says of a job is held against what is recorded of its car.

use precheck::domain::JobNumber;
use precheck::domain::offered::OfferedJob;

use crate::held::{begun, id, state};

const VIN: &str = "SJNFEAJ11U1234567";

fn order(number: &str, car: &str) -> OfferedJob {
    OfferedJob { number: JobNumber::new(number).unwrap(), plates: vec![car.to_owned()], kind: None }
}

#[test]
fn a_vin_that_the_car_tells_is_held_against_the_order() {
    let job = begun(2);
    let mut state = state([job.clone()]);
    let told = |state: &precheck::app::State, vin| state.store.vin_unlike(&job.key, &id("lamps"), vin);
    assert!(told(&state, VIN).is_empty(), "no order");
    state.store.offers.jobs = vec![order(job.key.number.as_str(), VIN)];
    assert!(told(&state, VIN).is_empty(), "the same car");
    let other = "SJNFEAJ11U1234568";
    let words = format!("the car tells the VIN {other}, the order says {VIN}: is it this car?");
    assert_eq!(told(&state, other), [words]);
    state.store.offers.jobs = vec![order(job.key.number.as_str(), "AB1 CDE")];
    assert!(told(&state, other).is_empty(), "a plate says nothing of a VIN");
}

#[test]
fn another_plate_names_the_order_that_it_is_of() {
    let job = begun(2);
    let mut state = state([job.clone()]);
    let plate = job.latest("plate").unwrap();
    let told = |state: &precheck::app::State| {
        let all = state.store.contradictions(plate).into_iter();
        all.map(|it| it.words).collect::<Vec<_>>()
    };
    state.store.offers.jobs = vec![order(job.key.number.as_str(), "ab-1 cde")];
    assert!(told(&state).is_empty(), "the same plate in another spelling");
    state.store.offers.jobs = vec![order(job.key.number.as_str(), "XY99 ZZZ"), order("RO-7", "AB1 CDE")];
    assert_eq!(
        told(&state),
        ["the order says XY99 ZZZ, AB1 CDE is of order RO-7: is it the right car, and the right order?"]
    );
}

#[test]
fn an_order_of_two_cars_takes_either_and_no_third() {
    let job = begun(2);
    let mut state = state([job.clone()]);
    let plate = job.latest("plate").unwrap();
    let number = job.key.number.as_str();
    let told = |state: &precheck::app::State| {
        let all = state.store.contradictions(plate).into_iter();
        all.map(|it| it.words).collect::<Vec<_>>()
    };
    let cars = |first: &str, other: &str| {
        vec![OfferedJob { plates: vec![first.to_owned(), other.to_owned()], ..order(number, first) }]
    };
    state.store.offers.jobs = cars("XY99 ZZZ", "ab-1 cde");
    assert!(told(&state).is_empty(), "one of the two");
    state.store.offers.jobs = cars("XY99 ZZZ", "KL22 MNO");
    assert_eq!(told(&state), ["the order says XY99 ZZZ or KL22 MNO: is it the right car, and the right order?"]);
}
