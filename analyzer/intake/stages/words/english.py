"""English names of the steps, as CRMs ship them and as people write them."""

from __future__ import annotations

STEPS: dict[str, str] = {
    "suspect": "suspect, target account, cold lead, targeting, target, universe, raw lead, unassigned",
    "lead": (
        "lead, new lead, lead in, prospect, prospecting, new, new opportunity, inquiry, enquiry, incoming, "
        "potential customer, identified, open, backlog, lead generation, discovery call scheduled, new deal, "
        "new inquiry, new enquiry, incoming lead, lead captured, opportunity identified, identify, "
        "identification, opportunity identification, awareness, created, intake, marketing lead, inbound, "
        "inbound lead, new prospect, potential, situation, pre qualification, prequalification, not contacted, "
        "to contact, uncontacted, untouched, working lead, researching, research"
    ),
    "contact": (
        "contact established, contacted, contact made, contact, first contact, initial contact, engaging, "
        "engaged, connected, attempted contact, outreach, appointment scheduled, meeting scheduled, "
        "first meeting, intro call, initial meeting, engagement, engage, appointment, meeting, meeting booked, "
        "meeting set, discovery call, connect, introduction, intro meeting, initial call, first call, in contact, "
        "initial discussion, initial conversation, follow up, following up, follow up call, nurturing, "
        "reached out, call scheduled, initial communication, in conversation, in discussion, discussion, "
        "discussions, in discussions, conversation, first conversation, approach, approached, demo booked, intro, "
        "meeting held, first appointment, visit, site visit, qualification call"
    ),
    "qualified": (
        "qualification, qualified, qualify, qualifying, qualified lead, sales qualified, sql, mql, sal, "
        "validation of need, sales qualified lead, marketing qualified lead, sales accepted lead, "
        "lead qualification, lead qualified, prospect qualified, opportunity qualified, qualified opportunity, "
        "qualified prospect, bant, bant qualified, initial qualification, screening, budget confirmed, validated, "
        "qualified interest, sqo, sales qualified opportunity, sales accepted, accepted, opportunity validated, "
        "validation"
    ),
    "needs": (
        "needs identified, needs analysis, need analysis, needs defined, discovery, requirements, develop, "
        "requirements gathering, needs assessment, qualified to buy, analysis, opportunity development, "
        "evaluation, need identified, needs discovery, need discovery, requirement analysis, "
        "requirements analysis, requirements defined, need defined, scoping, scope, define needs, "
        "understand needs, needs confirmed, needs assessed, need assessed, need confirmed, needs, need, "
        "requirement, problem identified, pain identified, identify pain, pain, metrics, discovery completed, "
        "assessment, investigate, investigation, diagnosis, diagnose, discover, solution scoping, "
        "requirements confirmed, exploration, exploring, evaluating, problem, situation analysis, "
        "opportunity analysis, business needs, developing, deep dive, consultation, under review, workshop, "
        "needs validation, need validation, needs validated, fact finding, site survey, survey, audit, "
        "decision criteria, requirement gathering, customer evaluation"
    ),
    "demo": (
        "demo scheduled, demo, demonstration, presentation scheduled, presentation, product demo, demo completed, "
        "demo done, demo given, product demonstration, product presentation, show, solution presentation, "
        "present, demo held, demo delivered, presenting, live demo, presented"
    ),
    "value": (
        "value proposition, value prop, solution development, solution design, develop solution, solutioning, "
        "design, implication, need payoff, value proposition presented, value alignment, build value, "
        "value validation, solution fit, value selling, solution mapping, solution development plan"
    ),
    "deciders": (
        "id decision makers, identified decision makers, decision makers, decision maker, decision maker engaged, "
        "identify decision makers, identifying decision makers, decision makers identified, "
        "stakeholder alignment, champion, champion identified, economic buyer, identify champion, "
        "stakeholder buy in, stakeholders identified, authority, authority confirmed, id decision maker, "
        "decision maker identified, decision process, mapping stakeholders"
    ),
    "fit": (
        "perception analysis, technical fit, technical evaluation, technical validation, technical review, "
        "product fit, technical assessment, tech validation, fit confirmed, technical discovery"
    ),
    "proposal": (
        "solution proposed, proposal, proposition, propose, proposal made, proposal price quote, quote, "
        "quotation, proposal sent, quote sent, solution, proposal quote, offer, offer sent, price quote, "
        "decision maker bought in, business case, proposal submitted, bid, tender submitted, proposal presented, "
        "proposal delivered, proposing, proposed, quoted, quote issued, quoting, estimate, estimate sent, "
        "rfp response, rfp submitted, bid submitted, pricing, price proposal, proposal and quote, "
        "quote and proposal, rfp, rfq, quote provided, quote requested, proposal development, "
        "proposal in progress, proposal stage, solution offered, recommend, recommendation, submit proposal, "
        "send proposal, proposal issued, pricing proposal, proposal pricing, quotation sent, offer made, "
        "offer submitted, formal proposal, proposal out, tender, in proposal, proposal review, "
        "proposal discussion, commercial proposal, price quotation, formal quote, solution presented, "
        "proposal or price quote, business proposal, present proposal, proof and proposal, quote proposal, "
        "rfp rfq, value proposal, budgetary quote, proposal accepted internally, proposal presentation"
    ),
    "proof": (
        "poc, proof of concept, pilot, trial, testing, proof of value, pov, proof, poc in progress, poc pilot, "
        "trial in progress, free trial, pilot project, technical win, poc trial, validate, solution validation, "
        "validating, sample, sample testing, trial started, piloting, on trial, in trial, proof of technology, "
        "prove, technical proof, poc stage, poc testing"
    ),
    "negotiation": (
        "negotiation poc, negotiation, negotiation review, negotiating, negotiations started, negotiations, "
        "in negotiation, contract negotiation, price negotiation, commercial negotiation, negotiate, "
        "under negotiation, negotiation started, terms negotiation, negotiation in progress, "
        "commercial discussion, terms, shortlisted, shortlist, short list, negotiation and review, "
        "final negotiation, negotiations in progress, negotiation contract, commercials, negotiation stage, "
        "objection handling, handling objections, negotiation closing, negotiation discussion, "
        "best and final offer, bafo, preferred vendor, negotiate and close, vendor selection, price discussion, "
        "commercial terms, selected, vendor of choice, finalist, negotiation proposal review, deal terms"
    ),
    "verbal": (
        "verbal commitment, verbal agreement, verbal, commit, committed, verbal yes, verbal win, verbal commit, "
        "verbal confirmation, verbally agreed, verbally committed, verbal approval, verbal order, "
        "verbal acceptance, commitment, soft commit, verbal go ahead, agreement in principle, "
        "agreed in principle, intent to buy, letter of intent, loi"
    ),
    "decision": (
        "decision, decision pending, contract sent, closure, contract, contracting, contract review, "
        "legal review, procurement, final decision, awaiting signature, approval, purchase order, closing, "
        "contract signing, pending signature, awaiting decision, pending decision, contract out, "
        "out for signature, contracts, contract issued, contract pending, paperwork, legal, contract stage, "
        "awaiting approval, pending approval, decision making, final review, purchasing, po pending, awaiting po, "
        "contract in review, agreement sent, final approval, contract preparation, pending close, deciding, "
        "ready to close, management approval, contract drafting, contract under review, redlines, "
        "executive approval, sent for signature, internal approval, contract approval, legal and procurement, "
        "procurement review, awaiting purchase order, contract finalization, agreement, close plan, "
        "contract presented, signature pending, order pending, contract for signature, customer decision, order, "
        "final decision making, security review, decision maker approval, budget approval, board approval, "
        "contract agreed, legal procurement, pending contract, waiting for signature, waiting for decision, "
        "waiting for po"
    ),
    "interest": "interest, interested, warm lead, hot lead",
    "bidding": "bidding",
}
