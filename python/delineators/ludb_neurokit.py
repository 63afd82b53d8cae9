"""Wave limits of NeuroKit2 on LUDB, compared beat by beat with the marks of cardiologists.

    pip install -r requirements.txt
    python ludb_neurokit.py FOLDER

FOLDER holds the records of LUDB (1.hea, 1.dat, 1.i, 1.ii ...). Every lead is delineated on its own
(method "dwt"); beats of the leads belong together whose R peaks are within 80 ms; a limit is the
median over the leads that have it. Marks and matching are as in LudbAccuracyTest: marks are medians
over leads, beats match within 150 ms of R, and what lies outside of the marked part does not count.
"""

import sys
import warnings
from pathlib import Path

import neurokit2 as nk
import numpy as np

RATE = 500
MS = 1000 / RATE
LEADS = "i ii iii avr avl avf v1 v2 v3 v4 v5 v6".split()
SAME_WAVE = 40
SAME_BEAT = 75
LONGEST_PR = 200
FIDUCIALS = {
    "P onset": ("p", 0), "P end": ("p", 2), "QRS onset": ("qrs", 0),
    "QRS end": ("qrs", 2), "T end": ("t", 2),
}


def marks(path):
    """Waves (type, onset, peak, end) of one annotation file; NaN what is not marked."""
    words = np.frombuffer(path.read_bytes(), "<u2")
    waves, time, onset, i = [], 0, np.nan, 0
    while i < len(words) and words[i]:
        kind, interval = int(words[i]) >> 10, int(words[i]) & 1023
        if kind == 59:
            time += (int(words[i + 1]) << 16) | int(words[i + 2])
            i += 2
        elif kind == 63:
            i += (interval + 1) // 2
        elif kind < 59:
            time += interval
            if kind == 39:
                onset = time
            elif kind == 40:
                waves[-1][3] = time
            else:
                waves.append([kind, onset, time, np.nan])
                onset = np.nan
        i += 1
    return waves


def over_leads(waves, fewest):
    """Medians of groups of waves whose peaks are close, by time."""
    groups, group = [], []
    for wave in sorted(waves, key=lambda wave: wave[1]):
        if group and wave[1] - group[-1][1] >= SAME_WAVE:
            groups.append(group)
            group = []
        group.append(wave)
    groups.append(group)
    return [np.nanmedian(np.array(g, float), axis=0) for g in groups if len(g) >= fewest]


def reference(folder, record):
    """Beats {p, qrs, t: (onset, peak, end) or None}."""
    every = [wave for lead in LEADS for wave in marks(folder / f"{record}.{lead}")]
    kinds = {k: over_leads([w[1:] for w in every if w[0] == k], n) for k, n in ((24, 4), (1, 6), (27, 4))}
    beats = []
    for i, qrs in enumerate(kinds[1]):
        before = max(kinds[1][i - 1][1] if i else -np.inf, qrs[1] - LONGEST_PR)
        after = kinds[1][i + 1][1] if i + 1 < len(kinds[1]) else np.inf
        p = [wave for wave in kinds[24] if before < wave[1] < qrs[1]]
        t = [wave for wave in kinds[27] if qrs[1] < wave[1] < after]
        beats.append({"p": p[-1] if p else None, "qrs": qrs, "t": t[0] if t else None})
    return beats


def signals(folder, record):
    """mV, [lead][sample]."""
    lines = (folder / f"{record}.hea").read_text().splitlines()[1:13]
    digital = np.fromfile(folder / f"{record}.dat", "<i2").reshape(-1, 12).T.astype(float)
    scales = [line.split()[2].split("/")[0].rstrip(")").split("(") for line in lines]
    return [(lead - float(base)) / float(gain) for lead, (gain, base) in zip(digital, scales)]


def delineated(leads):
    """Beats {p, qrs, t} of all leads, medians over the leads that have them."""
    found, failed = [], 0
    for lead in leads:
        try:
            clean = nk.ecg_clean(lead, sampling_rate=RATE)
            peaks = nk.ecg_peaks(clean, sampling_rate=RATE)[1]["ECG_R_Peaks"]
            waves = nk.ecg_delineate(clean, peaks, sampling_rate=RATE, method="dwt")[1]
        except Exception:  # The library fails on some leads in various ways.
            failed += 1
            continue
        names = [
            "ECG_P_Onsets", "ECG_P_Peaks", "ECG_P_Offsets", "ECG_R_Onsets", "ECG_R_Offsets",
            "ECG_T_Onsets", "ECG_T_Peaks", "ECG_T_Offsets",
        ]
        for i, r in enumerate(peaks):
            v = [float(waves[n][i]) if i < len(waves[n]) else np.nan for n in names]
            found.append([float(r), *v])
    groups, group = [], []
    for beat in sorted(found):
        if group and beat[0] - group[-1][0] >= SAME_WAVE:
            groups.append(group)
            group = []
        group.append(beat)
    groups.append(group)
    beats = []
    for g in groups:
        if len(g) >= 6:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                r, p0, p1, p2, q0, q2, t0, t1, t2 = np.nanmedian(np.array(g), axis=0)
            # A wave is there if at least four leads have its peak, as for the marks.
            have = np.sum(~np.isnan(np.array(g)), axis=0)
            beats.append({
                "p": (p0, p1, p2) if have[2] >= 4 else None, "qrs": (q0, r, q2),
                "t": (t0, t1, t2) if have[7] >= 4 else None,
            })
    return beats, failed


def main(folder):
    errors = {name: [] for name in FIDUCIALS}
    count = dict.fromkeys(["r", "r missed", "r false", "p", "p missed", "p false", "af", "af p"], 0)
    failures = 0
    headers = sorted(folder.glob("*.hea"))
    for header in headers:
        record = header.stem
        fibrillation = "Rhythm: Atrial f" in header.read_text()
        theirs = reference(folder, record)
        ours, failed = delineated(signals(folder, record))
        failures += failed
        start, end = theirs[0]["qrs"][1] - SAME_BEAT, theirs[-1]["qrs"][1] + SAME_BEAT
        ours = [beat for beat in ours if start <= beat["qrs"][1] <= end]
        for beat in theirs:
            near = [b for b in ours if abs(b["qrs"][1] - beat["qrs"][1]) <= SAME_BEAT]
            if not near:
                count["r missed"] += 1
                continue
            match = near[0]
            ours.remove(match)
            count["r"] += 1
            count["af"] += fibrillation
            count["af p"] += fibrillation and match["p"] is not None
            if beat["p"] is not None:
                count["p" if match["p"] is not None else "p missed"] += 1
            elif match["p"] is not None and beat is not theirs[0]:
                count["p false"] += 1
            for name, (wave, i) in FIDUCIALS.items():
                if beat[wave] is not None and match[wave] is not None:
                    error = MS * (match[wave][i] - beat[wave][i])
                    if not np.isnan(error):
                        errors[name].append(error)
        count["r false"] += len(ours)
    print("| limit | mean, ms | SD, ms | beats |\n|---|---|---|---|")
    for name, values in errors.items():
        print(f"| {name} | {np.mean(values):+.1f} | {np.std(values, ddof=1):.1f} | {len(values)} |")
    print(f"\n{len(headers)} records, NeuroKit2 {nk.__version__}; {failures} leads failed")
    print(f"R: {count['r']} found, {count['r missed']} missed, {count['r false']} false")
    print(f"P: {count['p']} found, {count['p missed']} missed, {count['p false']} false;"
          f" in fibrillation and flutter {count['af p']} of {count['af']} beats")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
