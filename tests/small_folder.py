"""A made-up data folder, complete and without a fault, for tests that break it."""

from pathlib import Path

from igf1r.exports.tables import SIDE_TABLES
from igf1r.records import (
    DATA,
    Claim,
    Critique,
    Edge,
    Entity,
    Home,
    Intervention,
    Node,
    Reading,
    Section,
    Study,
    TableRow,
    Term,
    Uncovered,
)  # fmt: skip

TEXT = {
    "sections.csv": """\
id,review,title
1,yuan2018,Introduction
2.2,yuan2018,Gene regulation
1,ma2023,Introduction
3.1,ma2023,Pain
""",
    "entities.csv": """\
id,name,kind,compartment,uniprot,synonyms,note
IGF1,IGF-1,protein,extracellular,P05019,IGF-I;IGF-1,
IGF1R,IGF-1 receptor,protein,membrane,P08069,,
AKT,AKT,family,cytoplasm,,PKB,
cisplatin,cisplatin,drug,,,,
pain,pain,phenotype,,,,"What is felt, not measured"
""",
    "claims/yuan2018.csv": """\
id,section,locator,subject,relation,object,sign,stance,species,cells,model,region,time,dose,route,references,critiques,repeats,paraphrase
yuan-1-01,1,IGF-1 binds to its receptor,IGF1,activates,IGF1R,+,stated,,,,,,,,1;2,,,IGF-1 switches the receptor on.
yuan-2.2-01,2.2,receptor then holds AKT down,IGF1R,inhibits,AKT,-,stated,human,,,,,,,2,Y-17,,The receptor holds AKT down.
yuan-2.2-02,2.2,as was said IGF-1 binds,IGF1,activates,IGF1R,+,hedged,,,,,,,,,,yuan-1-01,Again: IGF-1 switches the receptor on.
""",
    "claims/ma2023.csv": """\
id,section,locator,subject,relation,object,sign,stance,species,cells,model,region,time,dose,route,references,critiques,repeats,paraphrase
ma-1-01,1,"IGF-1 eases pain, it seems",IGF1,relieves,pain,-,hedged,mouse,,,spinal cord,day 7,10 ng,intrathecal,1,M-42,,IGF-1 eases pain.
ma-3.1-01,3.1,IGF-1 makes the pain worse,IGF1,aggravates,pain,+,stated,,,,,,,,2;3,,,IGF-1 makes pain worse.
ma-3.1-02,3.1,IGF-1 may change the pain,IGF1,regulates,pain,?,hypothesis,,,,,,,,,,,IGF-1 changes pain.
""",
    "critiques.csv": """\
id,review,section,locator,kind,printed,problem,correction,sources,basis,certainty,lesson
Y-17,yuan2018,2.2,receptor then holds AKT down,sign,The receptor inhibits AKT.,The sign is wrong.,It activates AKT.,manning2017akt,abstract-read,certain,Check signs.
M-42,ma2023,1,"IGF-1 eases pain, it seems",overclaim,Pain goes.,One mouse study.,Say so.,,title,likely,Ask in whom.
""",
    "references/yuan2018.bib": """\
@article{wan2007rapamycin,
  author = {Wan, X. and Harkavy, B. and Helman, L. J.},
  title = {Rapamycin and {IGF-1R}},
  journal = {Oncogene},
  pages = {1932--1940},
  year = {2007},
  yuan = {1},
}

@article{chen2013igf,
  author = {Chen, H. X. and Sharon, E.},
  title = {{IGF-1R} as a target},
  journal = {Chin J Cancer},
  year = {2013},
  yuan = {2},
  ma = {3},
}
""",
    "references/ma2023.bib": """\
@article{raja2020revised,
  author = {Raja, S. N. and Carr, D. B. and others},
  title = {The definition of pain},
  journal = {Pain \\& more},
  year = {2020},
  ma = {1},
}

@article{kehlet2018postoperative,
  author = {Kehlet, H.},
  title = {Postoperative pain},
  journal = {Pain},
  year = {2018},
  ma = {2},
  printed_year = {2081},
}
""",
    "references/other.bib": """\
@book{manning2017akt,
  author = {Manning, B. D. and Toker, A.},
  title = {AKT/PKB signaling},
  publisher = {A Press},
  year = {2017},
}
""",
    "glossary.csv": """\
term,abbreviation,definition,source,entity
IGF1R,IGF-1R;IGF-1 receptor,The receptor of IGF-1.,manning2017akt,IGF1R
antagonist,,"What binds a receptor, and does not switch it on.",textbook,
""",
    "coverage.csv": """\
review,section,words,reason
yuan2018,1,It begins.,It says nothing of the receptor.
ma2023,3.1,A last word of thanks,It thanks the reader.
""",
    "studies.csv": """\
id,reference,species,human,model,ligand,site,cells,time,time_days_low,time_days_high,readout,role,titled,claims,critiques,note
ma-1,1,mouse,no,cut in the paw,IGF-1,skin;drg,neuron,day 7,7,7,paw lifting,relieves,species,ma-1-01,M-42,
ma-1-women,1,human,yes,sore back,IGF-1;IGF-2,,,,,,pain score,promotes,,ma-1-01,,A correlation.
""",
    "interventions.csv": """\
id,study,agent,does,setting,dose,unit,schedule,route,time,effect,claims,note
ma-1-1,ma-1,IGF1,adds,body,1;2.5,µg,a day,intraplantar,day 7,relieves,ma-1-01,
ma-1-2,ma-1,cisplatin,other,dish,,,,,,,,
""",
    "readings.csv": """\
study,reading,label,role,site,advised,rule,critiques
ma-1,title,As its title reads,promotes,,yes,The title says the reverse.,M-42
ma-1,route,By the route,,systemic,no,The dose reached the whole body.,
""",
    "tables.csv": """\
table,row,version,axis,model,expression,localisation,references,studies,critiques
tab1,1,printed,IGF-1,cut in the paw,skin ↑,neuron,,ma-1,M-42
tab1,1,corrected,IGF-1,cut in the paw,skin ↑,neuron,1,ma-1,M-42
tab1,2,printed,IGF-1,sore back,–,–,1,ma-1-women,
tab1,2,corrected,IGF-1,sore back,–,–,1,ma-1-women,
""",
    "networks/loop/rules.bnet": """\
targets, factors
IGF1, IGF1
drug, drug
IGF1R, IGF1 & !drug
AKT, IGF1R
""",
    "networks/loop/nodes.csv": """\
id,label,entity,kind,tone,group,choice,rank,default,x,y,note
IGF1,IGF-1,IGF1,ligand,ligand,Ligands,,0,1,100,30,The ligand.
drug,a\\ndrug,cisplatin,drug,drug,Drugs,,0,0,300,30,The drug.
IGF1R,IGF1R,IGF1R,receptor,receptor,,,1,,100,90,The receptor.
AKT,AKT,AKT,kinase,pi3k,,,2,,100,150.5,The kinase.
""",
    "networks/loop/edges.csv": """\
source,target,sign,claims,sources,critique,note,via
IGF1,IGF1R,+,yuan-1-01;yuan-2.2-02,,,,
drug,IGF1R,-,,manning2017akt,,The drug blocks the receptor.,300 60;100 60
IGF1R,AKT,+,yuan-2.2-01,manning2017akt,Y-17,,
""",
    "networks/loop/body.csv": """\
id,place,claims,sources,note
IGF1,skin,yuan-1-01,,
drug,,,,It is given into the whole body.
IGF1R,nerve,,manning2017akt,
AKT,ganglion,,,The neuron's body is there.
""",
    "networks/loop/figure.yaml": """\
title: A loop
description: IGF-1 switches its receptor on, the receptor AKT.
height: 200
""",
}

WHOLE = {
    **TEXT,
    **{f"{name}.csv": ",".join(model.model_fields) + "\n" for name, model in SIDE_TABLES.items()},
    "features.csv": """\
id,name,kind,start,end,source,note
y980,docks SHC,tyrosine,980,980,manning2017akt,It docks SHC.
""",
    "columns.csv": (DATA / "columns.csv").read_text("utf8"),
    "P08069.fasta": (DATA / "P08069.fasta").read_text("utf8"),
    "questions/pi3k.yaml": """\
- id: pi3k-1
  kind: number
  objective: Count.
  prompt: How many?
  answers:
    - {text: 3, correct: true, feedback: Right.}
  otherwise: Count again.
  sources: [manning2017akt]
""",
}
"""The same with all that the command check asks for beside records and networks."""

REVIEWS = {
    "yuan2018_text.txt": "Title\n\nIt *begins*. IGF-1 binds to its\nreceptor (1). Yet the *receptor* then holds AKT down; "
    "as was said IGF-1 binds it.\n",
    "ma2023_text.txt": "IGF-1 eases pain, it seems (1). IGF-1 makes the pain worse. IGF-1 may change the pain.\n",
}

MODELS = {
    "sections.csv": Section,
    "entities.csv": Entity,
    "claims/yuan2018.csv": Claim,
    "critiques.csv": Critique,
    "glossary.csv": Term,
    "coverage.csv": Uncovered,
    "studies.csv": Study,
    "interventions.csv": Intervention,
    "readings.csv": Reading,
    "tables.csv": TableRow,
    "networks/loop/nodes.csv": Node,
    "networks/loop/edges.csv": Edge,
    "networks/loop/body.csv": Home,
}


def make(folder, file=None, old=None, new=None, texts=TEXT):
    """Write the files of `texts` below `folder`; in `file` the first `old` becomes `new`.

    Characters U+DC80 to U+DCFF in `new` become the bytes 80 to FF.
    """
    for name, text in texts.items():
        if name == file:
            assert text.count(old), f"{old!r} is not in {name}"
            text = text.replace(old, new, 1)
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(errors="surrogateescape"))
    return Path(folder)
