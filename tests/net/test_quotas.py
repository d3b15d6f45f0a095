"""How often one target may be contacted."""

from checker.net.quotas import Quotas


def test_a_target_has_a_quota_per_minute() -> None:
    now = [100.0]
    quotas = Quotas(2, lambda: now[0])
    assert [quotas.take("a.example") for _ in range(3)] == [0, 0, 60]
    now[0] = 130.5
    assert (quotas.take("a.example"), quotas.take("b.example")) == (30, 0)
    now[0] = 160
    assert [quotas.take("a.example") for _ in range(3)] == [0, 0, 60]


def test_what_is_remembered_is_bounded() -> None:
    quotas = Quotas(1, lambda: 0.0)
    for number in range(10_001):
        quotas.take(str(number))
    assert (quotas.take("10000"), quotas.take("0")) == (60, 0)
