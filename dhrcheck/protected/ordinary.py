"""Names that are ordinary words too: they count only as a capitalised word beside another name."""

from __future__ import annotations

ORDINARY = frozenset(
    """abbey abbot able acre archer art ash ashes august autumn baker ball band banks bank barber bar
    barn barrow bay beach bean bear beck bee bell belt bench berry best bill birch bird bishop
    black blade blank bliss block bloom blue blunt board bond book booth bow bowler box brand
    brave bread bridge bridges bright brook brooks brown brush buck bull burn burns bush butcher
    butler camp cannon carpenter carter case castle cave chance chancellor chandler chapel chapman
    charity chase child christian christmas church clay clear clerk close coach cole collar colt
    comfort constable cook cooper corner cotton counsel court cow craft crane cross crow crown
    cruise cutter dale daisy dance dawn day dean dear deed deer diamond divine dock dove drake
    draper draw driver drew drum duck duke early east easter eden elder ember england faith fair
    fall farmer fawn fern field fields finch fish fisher flint flood flower flowers foot ford
    forest forester foster fountain fox frame frank freed freeman friend frost gale game gamble
    garden gardener gates gay gem gene gentle gift glass glover gold golden good goose grace grand
    grant grants grass gray green grey grove guest guy hall ham hand hands harbour hard hardy
    harmony harp hart haven hay hazel head heart heath heather hedges hide high hill hills hog
    hold holiday holly home hood hook hooper hope horn house hunt hunter husband ice iris iron
    ivory ivy jack jade jay jet jewel joiner jolly joy judge june just justice key keys king
    knight knot lake lamb land lane large last law lawn lawless lea leaf legal lemon level light
    lily lime little lock long lord love low luck lucky main major mallet maple march mark marks
    marsh marshal mason master masters may mayor mead melody mercer merchant mercy merry mill
    miller mills mint mist monday money monk moon moore moss mount mountain neat new newman night
    noble norm north nurse nut oak oaks ocean olive one orchard page pages pain painter palm
    palmer park parks parson partridge patience peace peach peacock pear pearl penny piece pike
    pine piper plant plumb pole pool poor pope poppy porter post pot potter pound power powers
    price prince prior proctor proper prosper prudence queen quick rain raven ray read reader
    ready red reed rest rice rich riches ring rise rivers river road rob robin rock rod roof rook
    room rose roses round rowan ruby rule rush rust sadler sage sailor salmon sand sands saint
    sawyer scarlet sea season seal self sergeant service shade sharp shepherd ship shore short
    shot silver simple singer skinner skipper sky small smart smith snow sole song south spark
    sparks spear speed spring spruce squire stable stack stall star stark steel step stern steward
    still stock stone storey storm story strange street strong sue sugar summer summers sweet
    swift taylor tailor tanner teal temple thorn thyme tiger timber town train tree trotter true
    tucker turner under usher valentine vale victor victory vine violet virtue visitor wade wages
    walker wall waller walls ward wards waters water way weaver weeks well wells west wheeler
    whistler white wild will wills willow winter winters wise wolf wood woods word work worker
    worth wren yard yew york young younger an as at be by do go he her him his if in is it me my
    no not of off on or our out she so the their them they this to up us we who you your all and
    any are but can for from had has have how its more most now old other see some than that then
    these too two use was were what when where which while with would adult agency author care
    chair children council country county death doctor family father female health help manager
    mother officer panel partner person police report review social support team victim woman
    women""".split()
)
"""Words in small letters without accents. Not complete: what is missing counts in any case."""

TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lady lord rev reverend cllr councillor judge justice
    dc ds di dci dsi pc pcso sgt sergeant inspector superintendent constable nurse sister uncle aunt auntie
    grandma grandad nan""".split()
)
"""Words after which an ordinary word is somebody's name."""

PARTICLES = frozenset(
    "van von der den de del della da dos di la le al el bin ibn bint ap ab st ter ten".split()
)
"""Words that open a surname of several."""

PLACES = frozenset(
    """road street avenue lane drive close crescent terrace way court gardens grove place square park
    hill green house hall lodge manor castle cottage farm mill bridge wood heath field fields
    council borough district county city town village valley constabulary police hospital
    hospitals infirmary surgery clinic practice centre school college university academy church
    partnership trust foundation housing homes association group limited ltd llp plc report
    inquiry review model scale index test syndrome law rule act judgment principle principles et""".split()
)
"""Words after which a surname is more likely that of a place, a body, a law or a researcher."""
