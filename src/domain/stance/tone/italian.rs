//! The tone of Italian texts: a word list of our own and the rules of a sentence; knows no other language.
//!
//! Valences from -4 to 4 and the rules (negation, degree words, "but", exclamation marks, squashing) follow VADER (Hutto
//! and Gilbert, ICWSM 2014), written anew for Italian word order.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words with their valence. A word that ends with `*` stands for all its endings: `ottim*` for ottimo, ottime.
const WORDS: [(f32, &str); 10] = [
    (
        3.4,
        "eccellent* eccezional* fantastic* meraviglios* splendid* straordinari* stupend* magnific* superlativ* adoro perfett*",
    ),
    (
        3.0,
        "ottim* entusiast* felicissim* impeccabil* incantevol* innamorat* amo favolos* formidabil* esemplar* strepitos*",
    ),
    (
        2.4,
        "felic* content* soddisfatt* soddisfazion* brav* bravissim* bell* bellissim* complimenti consiglio consigliat* \
        raccomand* affidabil* efficient* efficac* impressionat* apprezz* piacevol* gioia gioios* fiducios* leal* vantaggios* \
        professional* grandios* migliorat* premiat* ringrazi* grato grata grati grate riconoscent*",
    ),
    (
        1.9,
        "buon* bene benissimo gentil* cortes* disponibil* cordial* simpatic* piace piaciut* piacer* grazie utile utili \
        utilissim* veloc* rapid* tempestiv* puntual* chiaro chiara chiari chiare chiarezza semplic* facil* comod* convenient* \
        competent* preparat* attent* premuros* accoglient* onest* sincer* trasparent* corrett* fedel* fiducia risolt* risolv* \
        risolutiv* funziona funzionano aiutat* aiuto conveniente conviene risparmi* guadagn* vincent* successo migliore migliori \
        meglio migliorament* interessant* pratic* pulit* curat* ordinat* solid* robust* garantit* stabil* potent* \
        divertent* allegr* seren* tranquill* rassicurant* sorris* sorrident* orgoglios*",
    ),
    (
        1.2,
        "ok giust* regolar* normal* adeguat* discret* decent* accettabil* sufficient* economic* gratis gratuit* omaggio \
        regalo sconto sconti premio premi offerta speranza sper* volentieri favorevol* positiv* pronto pronta pronti \
        immediat* subito modern* nuov* completo completa ampio ampia ricco ricca sicur* fluid* precis*",
    ),
    (
        -1.0,
        "attesa attese aspett* ritard* lent* lungh* dubbi* dubit* incert* confus* complicat* difficil* scomod* caro cara cari \
        care costos* limitat* scars* mancant* manca mancano manco vecchi* datat* rumoros* silenzios* freddo fredda distant* \
        ripetut* nessuno reclam* rimbors* sollecit* chiarimenti interrott* saltat* bloccat*",
    ),
    (
        -1.6,
        "problem* guast* rott* errore errori sbagli* difett* mancanz* interruzion* disserviz* malfunzionament* bug blocc* cade \
        cadono caduta cadute disconness* disconnession* disguid* contrattemp* fastidi* noios* stanc* preoccup* ansia stress \
        stressant* triste tristi tristezza dispiac* peccato purtroppo costrett* obblig* rinunc* lascio lasciare disdetta disdett* \
        disdire disdico cambio cambiare recesso recedere perso persa persi perdita perdit* perdere fatic* inutilment* invano",
    ),
    (
        -2.0,
        "male peggio peggior* peggiorat* brutt* scadent* mediocr* insoddisfatt* insoddisfazion* scontent* insufficient* inadeguat* \
        inefficient* inaffidabil* inutil* incompetent* impreparat* scortes* maleducat* sgarbat* antipatic* arrogant* indifferent* \
        scorrett* irregolar* sospett* negativ* critic* lament* lagnanz* protest* frustr* irrita* irritant* infastid* seccat* \
        nervos* arrabbi* incazz* furios* delus* deludent* delusion* tradit* ignorat* abbandonat* trascurat* umiliat* offes* offend* \
        offensiv* caos caotic* casino assurd* ridicol* penos* patetic* carissim* lentissim* esos* sproporzionat* eccessiv* \
        esagerat* incomprensibil* impossibil* mentito mentono bugie bugia bugiard*",
    ),
    (
        -2.6,
        "pessim* terribil* orribil* orrend* tremend* vergogn* vergognos* scandalos* indecent* indegn* inaccettabil* intollerabil* \
        insopportabil* disgust* disgustos* disastr* disastros* catastrof* rabbia odio odi odia odios* detest* \
        incubo inferno denunc* querel* avvocato avvocati diffid* illegal* ingann* ingannevol* imbrogl* \
        minacc* sgradevol* insult* disonest* schifat*",
    ),
    (
        -3.2,
        "truff* truffator* ladri ladro ladrocinio frod* fregat* fregatur* rubat* rubare rubano schifo schifos* schifezz* merd* \
        vomitevol* criminal* delinquent* cialtron* buffon* farabutt*",
    ),
];

/// Words that turn what follows round.
const NOT: [&str; 12] =
    ["non", "mai", "senza", "nessun", "nessuna", "nessuno", "neanche", "nemmeno", "neppure", "niente", "nulla", "poco"];
/// Words that make what follows stronger.
const VERY: [&str; 18] = [
    "molto",
    "molta",
    "davvero",
    "veramente",
    "troppo",
    "assai",
    "estremamente",
    "super",
    "cosi",
    "proprio",
    "tanto",
    "decisamente",
    "assolutamente",
    "totalmente",
    "completamente",
    "sempre",
    "incredibilmente",
    "piu",
];
/// Words that make it weaker.
const RATHER: [&str; 5] = ["abbastanza", "piuttosto", "quasi", "leggermente", "parzialmente"];
/// After these comes what was meant.
const BUT: [&str; 4] = ["ma", "pero", "tuttavia", "invece"];
/// Denies more than the others.
const NEVER: &str = "mai";
/// Words back that a negation still reaches.
const REACH: usize = 3;

struct Lexicon {
    whole: BTreeMap<&'static str, f32>,
    beginnings: BTreeMap<&'static str, f32>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { whole: BTreeMap::new(), beginnings: BTreeMap::new() };
    for (valence, words) in WORDS {
        for word in words.split_whitespace() {
            match word.strip_suffix('*') {
                Some(beginning) => lexicon.beginnings.insert(beginning, valence),
                None => lexicon.whole.insert(word, valence),
            };
        }
    }
    lexicon
});

/// The valence of a folded word; the longest beginning that is known decides. "-issimo" makes it stronger.
pub(super) fn valence(word: &str) -> Option<f32> {
    let lexicon = &*LEXICON;
    if let Some(&valence) = lexicon.whole.get(word) {
        return Some(valence);
    }
    let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]).skip(3);
    let mut found = None;
    for end in ends {
        // No word has a longer ending than "-issimamente".
        if word.len() - end <= 12
            && let Some(&valence) = lexicon.beginnings.get(&word[..end])
        {
            found = Some(valence);
        }
    }
    let stronger = |valence: f32| if word.contains("issim") { valence + 0.6 * valence.signum() } else { valence };
    found.map(stronger)
}

/// How many words of a text have a valence.
pub(super) fn n_known(words: &[String]) -> usize {
    words.iter().filter(|word| valence(word).is_some()).count()
}

/// The tone of folded words, -1 to 1; nothing where no word says anything.
pub(super) fn tone(words: &[String], n_exclamations: usize) -> Option<f32> {
    let is = |list: &[&str], at: usize| list.contains(&words[at].as_str());
    let turn = (0..words.len()).rev().find(|&at| is(&BUT, at));
    let (mut sum, mut n_known) = (0.0f32, 0);
    for (at, word) in words.iter().enumerate() {
        let Some(mut valence) = valence(word) else { continue };
        n_known += 1;
        let before = at.saturating_sub(REACH)..at;
        if at > 0 && is(&VERY, at - 1) {
            valence += 0.6 * valence.signum();
        }
        if at > 0 && is(&RATHER, at - 1) {
            valence -= 0.3 * valence.signum();
        }
        // A negation reaches no further back than a "but".
        let reached = before.rev().take_while(|&back| !is(&BUT, back));
        let turns = reached.filter(|&back| is(&NOT, back)).map(|back| if words[back] == NEVER { -1.0 } else { -0.74 });
        valence *= turns.min_by(f32::total_cmp).unwrap_or(1.0);
        match turn {
            Some(turn) if at < turn => valence *= 0.5,
            Some(turn) if at > turn => valence *= 1.5,
            _ => {}
        }
        sum += valence;
    }
    if n_known == 0 {
        return None;
    }
    sum += sum.signum() * 0.292 * n_exclamations.min(4) as f32;
    Some(sum / (sum * sum + 15.0).sqrt())
}
